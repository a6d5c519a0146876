package io.contexttrace.sink;

/**
 * Makes JSON fit for a line of a log: half a surrogate pair, which no encoding has a form
 * for, is replaced, and what some readers take for the end of a line is escaped. Both can
 * only be inside of strings.
 */
final class JsonLine {

	private static final char REPLACEMENT = '\uFFFD';

	private JsonLine() {
	}

	static String of(String json) {
		for (int i = 0; i < json.length(); i++) {
			if (isSuspect(json.charAt(i))) {
				return rewritten(json, i);
			}
		}
		return json;
	}

	private static String rewritten(String json, int from) {
		StringBuilder line = new StringBuilder(json.length() + 16).append(json, 0, from);
		int i = from;
		while (i < json.length()) {
			int c = json.codePointAt(i);
			append(line, c);
			i += Character.charCount(c);
		}
		return line.toString();
	}

	private static void append(StringBuilder line, int c) {
		if (Character.isSupplementaryCodePoint(c) || !isSuspect((char) c)) {
			line.appendCodePoint(c);
		}
		else if (Character.isSurrogate((char) c)) {
			line.append(REPLACEMENT);
		}
		else {
			line.append(String.format("\\u%04x", c));
		}
	}

	private static boolean isSuspect(char c) {
		return Character.isSurrogate(c) || c == '\u2028' || c == '\u2029' || (c >= '\u007F' && c <= '\u009F');
	}

}

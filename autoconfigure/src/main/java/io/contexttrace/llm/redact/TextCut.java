package io.contexttrace.llm.redact;

/**
 * Cuts texts between characters, never within a surrogate pair.
 */
final class TextCut {

	private TextCut() {
	}

	static String first(String text, int limit) {
		return (text.length() <= limit) ? text : text.substring(0, boundary(text, limit));
	}

	static int boundary(String text, int limit) {
		int cut = Math.max(0, Math.min(limit, text.length()));
		return splits(text, cut) ? cut - 1 : cut;
	}

	static int boundaryAfter(String text, int position) {
		return splits(text, position) ? position + 1 : position;
	}

	private static boolean splits(String text, int position) {
		return position > 0 && position < text.length() && Character.isHighSurrogate(text.charAt(position - 1))
				&& Character.isLowSurrogate(text.charAt(position));
	}

}

package io.contexttrace.header;

import java.util.HexFormat;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Strings as JSON writes them.
 */
final class JsonText {

	private static final String ESCAPES = "\"\\/bfnrt";

	private static final String ESCAPED = "\"\\/\b\f\n\r\t";

	private static final int HEX_DIGITS = 4;

	private JsonText() {
	}

	/**
	 * How many characters belong to a backslash.
	 * @param text the text
	 * @param from the index behind the backslash
	 * @return the number, 0 if they are none that JSON knows
	 */
	static int escapedLength(String text, int from) {
		if (from >= text.length()) {
			return 0;
		}
		if (text.charAt(from) != 'u') {
			return (ESCAPES.indexOf(text.charAt(from)) >= 0) ? 1 : 0;
		}
		int end = from + 1 + HEX_DIGITS;
		return (end <= text.length() && text.substring(from + 1, end).chars().allMatch(HexFormat::isHexDigit))
				? end - from : 0;
	}

	/**
	 * Take the backslashes out of a string that JSON allows.
	 * @param text the text
	 * @param from the index behind the opening quotation mark
	 * @param to the index of the closing one
	 * @return what the string means
	 */
	static String unescape(String text, int from, int to) {
		int backslash = text.indexOf('\\', from);
		if (backslash < 0 || backslash >= to) {
			return text.substring(from, to);
		}
		StringBuilder plain = new StringBuilder(to - from);
		for (int i = from; i < to; i++) {
			char character = text.charAt(i);
			if (character == '\\') {
				plain.append(escaped(text, i + 1));
				i += escapedLength(text, i + 1);
			}
			else {
				plain.append(character);
			}
		}
		return plain.toString();
	}

	private static char escaped(String text, int at) {
		char character = text.charAt(at);
		return (character == 'u') ? (char) HexFormat.fromHexDigits(text, at + 1, at + 1 + HEX_DIGITS)
				: ESCAPED.charAt(ESCAPES.indexOf(character));
	}

	/**
	 * Word the members of an object.
	 * @param members the members
	 * @return the members, without the braces
	 */
	static String members(Map<String, String> members) {
		StringJoiner text = new StringJoiner(",");
		members.forEach((name, value) -> text.add(quote(name) + ":" + quote(value)));
		return text.toString();
	}

	private static String quote(String value) {
		StringBuilder text = new StringBuilder(value.length() + 2).append('"');
		for (int i = 0; i < value.length(); i++) {
			char character = value.charAt(i);
			if (character < ' ' || Character.isSurrogate(character)) {
				text.append("\\u").append(HexFormat.of().toHexDigits(character));
			}
			else {
				text.append((character == '"' || character == '\\') ? "\\" : "").append(character);
			}
		}
		return text.append('"').toString();
	}

}

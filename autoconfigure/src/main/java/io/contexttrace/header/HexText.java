package io.contexttrace.header;

import java.util.Locale;

/**
 * Ids in hexadecimal digits, as parts of longer texts.
 */
final class HexText {

	static final int TRACE_ID_LENGTH = 32;

	static final int SPAN_ID_LENGTH = 16;

	private HexText() {
	}

	// whether a part of a text is an id: lower-case hexadecimal digits, not all zero
	static boolean isId(String text, int from, int to) {
		return isLowerCase(text, from, to) && !isZero(text, from, to);
	}

	static boolean isLowerCase(String text, int from, int to) {
		for (int i = from; i < to; i++) {
			char c = text.charAt(i);
			if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
				return false;
			}
		}
		return true;
	}

	static boolean isAnyCase(String text, int from, int to) {
		for (int i = from; i < to; i++) {
			char c = text.charAt(i);
			if ((c < '0' || c > '9') && (c < 'a' || c > 'f') && (c < 'A' || c > 'F')) {
				return false;
			}
		}
		return true;
	}

	static boolean isZero(String text, int from, int to) {
		for (int i = from; i < to; i++) {
			if (text.charAt(i) != '0') {
				return false;
			}
		}
		return true;
	}

	// the value of two lower-case digits
	static int octet(String text, int from) {
		return (Character.digit(text.charAt(from), 16) << 4) | Character.digit(text.charAt(from + 1), 16);
	}

	// a part of a text in lower case, which is the text itself or a part of it where it
	// is
	// so already
	static String lowerCase(String text, int from, int to) {
		String part = text.substring(from, to);
		return isLowerCase(text, from, to) ? part : part.toLowerCase(Locale.ROOT);
	}

}

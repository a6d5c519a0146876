package io.contexttrace.header;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Ids in hexadecimal digits, as parts of longer texts.
 */
final class HexText {

	static final int TRACE_ID_LENGTH = 32;

	static final int SPAN_ID_LENGTH = 16;

	/**
	 * What a look at some characters may find: that one is no digit, that one is a
	 * capital, that one is not zero.
	 */
	private static final int NO_DIGIT = -1;

	private static final int CAPITAL = 'a' ^ 'A';

	private static final int NOT_ZERO = 1;

	private HexText() {
	}

	// what is found in a part of a text; what is found in several parts can be joined
	// with
	// a bitwise or
	static int look(String text, int from, int to) {
		int look = 0;
		for (int i = from; i < to; i++) {
			char c = text.charAt(i);
			if ((c > '0' && c <= '9') || (c >= 'a' && c <= 'f')) {
				look |= NOT_ZERO;
			}
			else if (c >= 'A' && c <= 'F') {
				look |= NOT_ZERO | CAPITAL;
			}
			else if (c != '0') {
				return NO_DIGIT;
			}
		}
		return look;
	}

	// whether what was looked at can be an id: hexadecimal digits, not all zero
	static boolean isId(int look) {
		return look > 0 && (look & NOT_ZERO) != 0;
	}

	// whether a part of a text is an id in lower case
	static boolean isId(String text, int from, int to) {
		return look(text, from, to) == NOT_ZERO;
	}

	static boolean isLowerCase(String text, int from, int to) {
		int look = look(text, from, to);
		return look != NO_DIGIT && (look & CAPITAL) == 0;
	}

	// an id of which it is known what a look finds
	static String lowerCase(String id, int look) {
		return ((look & CAPITAL) != 0) ? id.toLowerCase(Locale.ROOT) : id;
	}

	// a part of a text as an id in lower case, null where it is none
	static @Nullable String id(String text, int from, int to) {
		int look = look(text, from, to);
		return isId(look) ? lowerCase(text.substring(from, to), look) : null;
	}

	// the value of two lower-case digits
	static int octet(String text, int from) {
		return (Character.digit(text.charAt(from), 16) << 4) | Character.digit(text.charAt(from + 1), 16);
	}

}

package io.contexttrace.llm.redact;

/**
 * Characters that look like others, or like nothing, and so could hide a secret:
 * full-width forms, digits of other scripts, and spaces without width.
 */
final class Disguise {

	/**
	 * What a character without width stands for.
	 */
	static final int NOTHING = -1;

	// also what joins, parts or turns letters, and the variants of emoji
	private static final String WITHOUT_WIDTH = "\u00AD\u034F\u061C\u180E\u200B\u200C\u200D\u200E\u200F"
			+ "\u202A\u202B\u202C\u202D\u202E\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\uFE0E\uFE0F\uFEFF";

	private static final char SMALL_AT = '\uFE6B';

	private static final char FULL_WIDTH_AT = '\uFF20';

	private static final int TO_FULL_WIDTH = 0xFEE0;

	private Disguise() {
	}

	// letters and punctuation alone are no reason to look through the disguise
	static boolean isSuspicious(char c) {
		return c == FULL_WIDTH_AT || c == SMALL_AT || (c >= 128 && Character.isDigit(c))
				|| WITHOUT_WIDTH.indexOf(c) >= 0;
	}

	/**
	 * What a character stands for.
	 * @param c the character
	 * @return the plain character, the same one, or {@link #NOTHING}
	 */
	static int plain(char c) {
		if (c >= '\uFF01' && c <= '\uFF5E') {
			return c - TO_FULL_WIDTH;
		}
		if (c == SMALL_AT) {
			return '@';
		}
		if (WITHOUT_WIDTH.indexOf(c) >= 0) {
			return NOTHING;
		}
		return (c >= 128 && Character.isDigit(c)) ? '0' + Character.digit(c, 10) : c;
	}

}

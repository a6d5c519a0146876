package io.contexttrace.llm.redact;

/**
 * The characters by which the scan finds out that a secret may be here. All others are
 * skipped in a loop that does nothing else.
 */
final class Triggers {

	static final byte AT = 1;

	static final byte DIGIT = 2;

	static final byte PLUS = 3;

	static final byte COLON = 4;

	static final byte EQUALS = 5;

	static final byte DASH = 6;

	static final byte UNDERSCORE = 7;

	static final byte LETTER_A = 8;

	static final byte LETTER_B = 9;

	static final byte LETTER_G = 10;

	static final byte LETTER_J = 11;

	static final byte GREATER = 12;

	static final byte BRACKET = 13;

	static final byte PERCENT = 14;

	/**
	 * A character that stands for another one, or for none.
	 */
	static final byte DISGUISED = 15;

	private static final byte[] CLASSES = new byte[Character.MAX_VALUE + 1];

	static {
		set("@", AT);
		set("0123456789", DIGIT);
		set("+", PLUS);
		set(":\uFF1A", COLON);
		set("=\uFF1D", EQUALS);
		set("-", DASH);
		set("_", UNDERSCORE);
		set("A", LETTER_A);
		set("Bb", LETTER_B);
		set("G", LETTER_G);
		set("J", LETTER_J);
		set(">", GREATER);
		set("[", BRACKET);
		set("%", PERCENT);
		for (char c = 128; c < Character.MAX_VALUE; c++) {
			if (Disguise.isSuspicious(c)) {
				CLASSES[c] = DISGUISED;
			}
		}
	}

	private Triggers() {
	}

	static byte of(char c) {
		return CLASSES[c];
	}

	/**
	 * The next trigger in a text.
	 * @param text the text
	 * @param from where to begin
	 * @return its position, or the length of the text
	 */
	static int next(String text, int from) {
		int length = text.length();
		int at = from;
		while (at < length && CLASSES[text.charAt(at)] == 0) {
			at++;
		}
		return at;
	}

	private static void set(String characters, byte trigger) {
		for (int i = 0; i < characters.length(); i++) {
			CLASSES[characters.charAt(i)] = trigger;
		}
	}

}

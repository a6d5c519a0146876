package io.contexttrace.llm.record;

/**
 * A message as it reads without white space and without the escapes of JSON, and where
 * each character stands in it.
 */
final class QuotedText {

	private static final String ESCAPES = "nrtbf";

	private static final int UNICODE_ESCAPE = 6;

	private static final int HEX = 16;

	private final char[] characters;

	private final int[] starts;

	private final int[] ends;

	private int length;

	private QuotedText(int capacity) {
		this.characters = new char[capacity];
		this.starts = new int[capacity];
		this.ends = new int[capacity];
	}

	static QuotedText of(String text) {
		QuotedText plain = new QuotedText(text.length());
		int i = 0;
		while (i < text.length()) {
			i = plain.read(text, i);
		}
		return plain;
	}

	/**
	 * Whether a character counts. Whether a backslash is one or escapes something depends
	 * on how often a text was written as JSON.
	 * @param character the character
	 * @return {@code false} for white space and backslashes
	 */
	static boolean counts(char character) {
		return character != '\\' && !Character.isWhitespace(character);
	}

	int length() {
		return this.length;
	}

	char at(int index) {
		return this.characters[index];
	}

	int start(int index) {
		return this.starts[index];
	}

	int end(int index) {
		return this.ends[index];
	}

	private int read(String text, int index) {
		char character = text.charAt(index);
		if (character != '\\' || index + 1 == text.length()) {
			return add(character, index, index + 1);
		}
		char escaped = text.charAt(index + 1);
		if (escaped == 'u' && isUnicodeEscape(text, index)) {
			int code = Integer.parseInt(text, index + 2, index + UNICODE_ESCAPE, HEX);
			return add((char) code, index, index + UNICODE_ESCAPE);
		}
		// what is left of a control character is white space
		return add((ESCAPES.indexOf(escaped) >= 0) ? ' ' : escaped, index, index + 2);
	}

	private int add(char character, int start, int end) {
		if (counts(character)) {
			this.characters[this.length] = character;
			this.starts[this.length] = start;
			this.ends[this.length] = end;
			this.length++;
		}
		return end;
	}

	private static boolean isUnicodeEscape(String text, int index) {
		if (index + UNICODE_ESCAPE > text.length()) {
			return false;
		}
		for (int i = index + 2; i < index + UNICODE_ESCAPE; i++) {
			if (Character.digit(text.charAt(i), HEX) < 0 || text.charAt(i) > 'f') {
				return false;
			}
		}
		return true;
	}

}

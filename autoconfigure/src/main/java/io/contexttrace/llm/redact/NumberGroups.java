package io.contexttrace.llm.redact;

/**
 * Groups of digits in a row, with single separators between them, from one position of a
 * text on. Made for reuse: no number costs an allocation.
 */
final class NumberGroups {

	private static final int MAX_GROUPS = 10;

	private static final int MAX_DIGITS = 24;

	private final int[] starts = new int[MAX_GROUPS];

	private final int[] ends = new int[MAX_GROUPS];

	// what is behind each group: ' ', '-', '.', '/', ')', or 0
	private final char[] separators = new char[MAX_GROUPS];

	private int count;

	private String text = "";

	NumberGroups read(String text, int start) {
		this.text = text;
		this.count = 0;
		int at = start;
		int digits = 0;
		while (this.count < MAX_GROUPS && digits < MAX_DIGITS && Chars.isDigit(Chars.at(text, at))) {
			int end = Chars.digitsEnd(text, at);
			digits += end - at;
			this.starts[this.count] = at;
			this.ends[this.count] = end;
			at = separatorEnd(end);
			this.count++;
		}
		return this;
	}

	int count() {
		return this.count;
	}

	int start() {
		return this.starts[0];
	}

	int end(int groups) {
		return this.ends[groups - 1];
	}

	int length(int group) {
		return this.ends[group] - this.starts[group];
	}

	char separator(int group) {
		return this.separators[group];
	}

	int digit(int group, int index) {
		return this.text.charAt(this.starts[group] + index) - '0';
	}

	int digits(int groups) {
		int digits = 0;
		for (int i = 0; i < groups; i++) {
			digits += length(i);
		}
		return digits;
	}

	int value(int group) {
		int value = 0;
		for (int i = 0; i < Math.min(length(group), 9); i++) {
			value = 10 * value + digit(group, i);
		}
		return value;
	}

	/**
	 * The lengths of the groups as hexadecimal digits, such as 0x344.
	 * @param groups how many groups
	 * @return the lengths, 15 for longer ones
	 */
	long shape(int groups) {
		long shape = 0;
		for (int i = 0; i < groups; i++) {
			shape = shape << 4 | Math.min(length(i), 15);
		}
		return shape;
	}

	boolean hasSeparators(int groups, String allowed) {
		for (int i = 0; i < groups - 1; i++) {
			if (allowed.indexOf(this.separators[i]) < 0) {
				return false;
			}
		}
		return true;
	}

	boolean hasOneSeparator(int groups) {
		for (int i = 1; i < groups - 1; i++) {
			if (this.separators[i] != this.separators[0]) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether a number may end here: no letter follows, and no further digits as part of
	 * the same number.
	 * @param groups how many groups the number has
	 * @return {@code false} if it goes on
	 */
	boolean isComplete(int groups) {
		int end = end(groups);
		char next = Chars.at(this.text, end);
		if (Chars.isWord(next)) {
			return false;
		}
		boolean joins = Chars.isDash(next) || next == '.' || next == ':' || next == '/';
		return !joins || !Chars.isDigit(Chars.at(this.text, end + 1));
	}

	private int separatorEnd(int end) {
		char c = Chars.at(this.text, end);
		char next = Chars.at(this.text, end + 1);
		this.separators[this.count] = kind(c);
		if (c == ')' || c == '(') {
			this.separators[this.count] = ')';
			return (Chars.isSpace(next) || Chars.isDash(next)) ? end + 2 : end + 1;
		}
		if (Chars.isSpace(c) && next == '(') {
			this.separators[this.count] = ')';
			return end + 2;
		}
		return (kind(c) != 0) ? end + 1 : end + this.text.length();
	}

	private static char kind(char c) {
		if (Chars.isSpace(c)) {
			return ' ';
		}
		if (Chars.isDash(c)) {
			return '-';
		}
		return (c == '.' || c == '/') ? c : 0;
	}

}

package io.contexttrace.llm.redact;

/**
 * Reads an IP address of version 6: eight groups, or fewer around one double colon, the
 * last two perhaps in the notation of version 4.
 */
final class Version6 {

	private final String text;

	private int at;

	private int groups;

	private boolean shortened;

	private boolean telling;

	private Version6(String text, int start) {
		this.text = text;
		this.at = start;
	}

	/**
	 * Where an address ends.
	 * @param text the text
	 * @param start where it starts
	 * @return the end, or -1 if there is no address, or one that tells nothing
	 */
	static int end(String text, int start) {
		return new Version6(text, start).read();
	}

	private int read() {
		if (Chars.at(this.text, this.at) == ':' && !readShortening()) {
			return -1;
		}
		boolean goesOn = true;
		while (goesOn && Chars.isHex(Chars.at(this.text, this.at))) {
			goesOn = readGroup() && readSeparator();
		}
		boolean whole = this.shortened ? this.groups < 8 : this.groups == 8;
		boolean bounded = !Chars.isWord(Chars.at(this.text, this.at))
				&& (Chars.at(this.text, this.at) != ':' || !Chars.isWord(Chars.at(this.text, this.at + 1)));
		return (whole && bounded && this.telling && this.groups > 1) ? zoneEnd() : -1;
	}

	private boolean readGroup() {
		int start = this.at;
		while (Chars.isHex(Chars.at(this.text, this.at)) && this.at - start < 5) {
			char c = this.text.charAt(this.at++);
			this.telling |= Chars.isDigit(c) && c != '0';
		}
		if (this.groups > 0 && Chars.at(this.text, this.at) == '.' && isVersion4(start)) {
			this.groups += 2;
			return false;
		}
		this.groups++;
		if (this.at - start > 4) {
			this.groups = Integer.MIN_VALUE;
		}
		return this.groups > 0;
	}

	private boolean isVersion4(int start) {
		int position = start;
		for (int i = 0; i < 4; i++) {
			int end = Chars.digitsEnd(this.text, position);
			boolean separated = i == 3 || Chars.at(this.text, end) == '.';
			if (end == position || end - position > 3 || !separated) {
				return false;
			}
			position = (i < 3) ? end + 1 : end;
		}
		this.at = position;
		this.telling = true;
		return true;
	}

	private boolean readSeparator() {
		if (Chars.at(this.text, this.at) != ':') {
			return false;
		}
		if (Chars.at(this.text, this.at + 1) == ':') {
			return readShortening();
		}
		if (!Chars.isHex(Chars.at(this.text, this.at + 1))) {
			return false;
		}
		this.at++;
		return true;
	}

	private boolean readShortening() {
		if (this.shortened || Chars.at(this.text, this.at + 1) != ':') {
			return false;
		}
		this.shortened = true;
		this.at += 2;
		return true;
	}

	private int zoneEnd() {
		int end = this.at;
		if (Chars.at(this.text, end) == '%') {
			do {
				end++;
			}
			while (Chars.isAsciiWord(Chars.at(this.text, end)));
		}
		return end;
	}

}

package io.contexttrace.llm.redact;

/**
 * Private keys as PEM blocks: in lines, in one line, with escaped line ends, as strings
 * that are joined, and without an end if the text ends before. Where quotation marks
 * interrupt a block, they stay.
 */
final class PemBlocks {

	private static final String BEGIN = "-----BEGIN ";

	private static final String END = "-----END ";

	private static final String DASHES = "-----";

	private static final String PRIVATE_KEY = "PRIVATE KEY";

	private static final String SEPARATORS = ",+;\\>|*#.";

	private static final int MAX_LABEL = 64;

	private static final int MIN_LINE = 16;

	private final Scan scan;

	private final String view;

	private int at;

	// what of the block has been seen since the last quotation mark
	private int start;

	private int end;

	private boolean body;

	private PemBlocks(Scan scan, int start, int bodyStart) {
		this.scan = scan;
		this.view = scan.view();
		this.start = start;
		this.end = bodyStart;
		this.at = bodyStart;
	}

	/**
	 * Look for a private key.
	 * @param scan the scan
	 * @param at where its first dash is
	 * @return where the block ends, or -1
	 */
	static int detect(Scan scan, int at) {
		String view = scan.view();
		if (!scan.looksFor(SecretType.PRIVATE_KEY) || !view.startsWith(BEGIN, at)) {
			return -1;
		}
		int labelEnd = view.indexOf(DASHES, at + BEGIN.length());
		if (labelEnd < 0 || labelEnd - at > MAX_LABEL || !view.substring(at, labelEnd).contains(PRIVATE_KEY)) {
			return -1;
		}
		return new PemBlocks(scan, at, labelEnd + DASHES.length()).read();
	}

	private int read() {
		boolean goesOn = true;
		while (goesOn) {
			skipSeparators();
			goesOn = this.at < this.view.length() && !readEnd() && readLine();
		}
		if (this.body) {
			keep();
		}
		return this.body ? this.end : -1;
	}

	private void skipSeparators() {
		while (this.at < this.view.length()) {
			char c = this.view.charAt(this.at);
			if (c == '"' || c == '\'') {
				keep();
			}
			else if (!Chars.isWhitespace(c) && SEPARATORS.indexOf(c) < 0) {
				return;
			}
			this.at++;
		}
	}

	private boolean readEnd() {
		if (this.view.charAt(this.at) != '-') {
			return false;
		}
		int rest = Math.min(END.length(), this.view.length() - this.at);
		if (!this.view.regionMatches(this.at, END, 0, rest)) {
			return false;
		}
		int labelEnd = this.view.indexOf(DASHES, this.at + rest);
		boolean whole = labelEnd >= 0 && labelEnd - this.at <= MAX_LABEL;
		int lineEnd = this.at;
		while (lineEnd < this.view.length()
				&& (Chars.isKeyChar(this.view.charAt(lineEnd)) || this.view.charAt(lineEnd) == ' ')) {
			lineEnd++;
		}
		accept(whole ? labelEnd + DASHES.length() : lineEnd);
		return true;
	}

	private boolean readLine() {
		int lineEnd = this.at;
		while (lineEnd < this.view.length() && isBody(this.view.charAt(lineEnd))) {
			lineEnd++;
		}
		if (lineEnd == this.at || isName(lineEnd)) {
			return false;
		}
		if (Chars.at(this.view, lineEnd) == ':') {
			while (lineEnd < this.view.length() && !Chars.isLineEnd(this.view.charAt(lineEnd))
					&& this.view.charAt(lineEnd) != '"') {
				lineEnd++;
			}
		}
		else if (lineEnd - this.at < MIN_LINE && !isLast(lineEnd)) {
			return false;
		}
		accept(lineEnd);
		return true;
	}

	// the last line of a key may be short, a word behind the string with the key is none
	private boolean isLast(int lineEnd) {
		int next = whitespaceEnd(lineEnd);
		char c = Chars.at(this.view, next);
		if (c == '"' || c == '\'') {
			return this.start >= 0 || isBeforeEnd(next);
		}
		return next == this.view.length() || this.view.startsWith(DASHES, next);
	}

	private boolean isBeforeEnd(int quote) {
		int next = quote;
		while (next < this.view.length() && next - quote < MAX_LABEL && (" \"'\n\t".indexOf(this.view.charAt(next)) >= 0
				|| SEPARATORS.indexOf(this.view.charAt(next)) >= 0)) {
			next++;
		}
		return this.view.startsWith(END, next);
	}

	private boolean isName(int lineEnd) {
		return this.start < 0 && Chars.at(this.view, lineEnd) == '"'
				&& Chars.at(this.view, whitespaceEnd(lineEnd + 1)) == ':';
	}

	private int whitespaceEnd(int from) {
		int end = from;
		while (end < this.view.length() && Chars.isWhitespace(this.view.charAt(end))) {
			end++;
		}
		return end;
	}

	// the name of a header of the block has dashes
	private static boolean isBody(char c) {
		return Chars.isBase64(c);
	}

	private void accept(int lineEnd) {
		this.start = (this.start < 0) ? this.at : this.start;
		this.end = lineEnd;
		this.at = lineEnd;
		this.body = true;
	}

	private void keep() {
		if (this.start >= 0) {
			this.scan.found(SecretType.PRIVATE_KEY, this.start, this.end);
			this.start = -1;
		}
	}

}

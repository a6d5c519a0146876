package io.contexttrace.llm.redact;

import org.jspecify.annotations.Nullable;

/**
 * Finds out which replaced ranges were JSON numbers, because what replaces those needs
 * quotation marks for the document to stay valid.
 */
final class JsonText {

	private static final String QUOTE = "\"";

	private static final int MAX_WALK = 256;

	private final String raw;

	private final boolean document;

	// whether this position is within a string of the document
	private int position;

	private boolean inString;

	JsonText(String raw) {
		this.raw = raw;
		this.document = looksLikeDocument(raw);
	}

	static boolean looksLikeDocument(String text) {
		int first = forward(text, 0);
		return Chars.at(text, first) == '{' || Chars.at(text, first) == '[';
	}

	/**
	 * The quotation mark that a value needs, with as many backslashes as those around it.
	 * Must be asked in ascending order.
	 * @param start where the range starts
	 * @param end where it ends
	 * @return the quotation mark, or the empty text if none is needed
	 */
	String quote(int start, int end) {
		int before = backward(start - 1);
		char sign = Chars.at(this.raw, before);
		if ((sign != ':' && sign != ',' && sign != '[') || !isNumber(start, end) || !isFollowed(end)) {
			return "";
		}
		if (this.document && !isInString(start)) {
			return QUOTE;
		}
		String quote = (sign == ':') ? nameQuote(before) : arrayQuote(before);
		return (quote == null || (this.document && quote.equals(QUOTE))) ? "" : quote;
	}

	private boolean isFollowed(int end) {
		int next = forward(this.raw, end);
		return next == this.raw.length() || ",}]".indexOf(this.raw.charAt(next)) >= 0;
	}

	private boolean isInString(int until) {
		while (this.position < until) {
			char c = this.raw.charAt(this.position);
			if (c == '"') {
				this.inString = !this.inString;
			}
			this.position += (c == '\\' && this.inString) ? 2 : 1;
		}
		return this.inString;
	}

	private @Nullable String nameQuote(int colon) {
		int mark = backward(colon - 1);
		if (Chars.at(this.raw, mark) != '"') {
			return null;
		}
		int start = mark;
		while (start > 0 && this.raw.charAt(start - 1) == '\\') {
			start--;
		}
		return this.raw.substring(start, mark + 1);
	}

	private @Nullable String arrayQuote(int before) {
		int at = before;
		while (at >= 0 && before - at < MAX_WALK && this.raw.charAt(at) != '[') {
			char c = this.raw.charAt(at);
			if (!isNumber(c) && c != ',' && !Chars.isWhitespace(c)) {
				return null;
			}
			at--;
		}
		int colon = backward(at - 1);
		return (Chars.at(this.raw, colon) == ':' && Chars.at(this.raw, at) == '[') ? nameQuote(colon) : null;
	}

	private boolean isNumber(int start, int end) {
		for (int at = start; at < end; at++) {
			if (!isNumber(this.raw.charAt(at))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isNumber(char c) {
		return Chars.isDigit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
	}

	private int backward(int from) {
		int at = from;
		while (at >= 0 && from - at < MAX_WALK && Chars.isWhitespace(this.raw.charAt(at))) {
			at--;
		}
		return at;
	}

	private static int forward(String text, int from) {
		int at = from;
		while (at < text.length() && Chars.isWhitespace(text.charAt(at))) {
			at++;
		}
		return at;
	}

}

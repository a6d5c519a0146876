package io.contexttrace.llm.redact;

import java.util.regex.Pattern;

/**
 * Reads a regular expression, and refuses those that could take exponential time, or
 * match nothing. What it lets through may still be slow; {@link BoundedText} ends that.
 */
final class RegexCheck {

	private static final int MANY = 10;

	private final String expression;

	private final int flags;

	private int at;

	private RegexCheck(String expression) {
		this.expression = expression;
		this.flags = Pattern.DOTALL | (expression.contains("(?i") ? Pattern.CASE_INSENSITIVE : 0);
	}

	/**
	 * Check an expression.
	 * @param expression the expression
	 * @param pattern the same, compiled
	 * @throws IllegalArgumentException if it is refused; the message continues a sentence
	 * whose subject is the pattern
	 */
	static void check(String expression, Pattern pattern) {
		if (pattern.matcher("").find()) {
			throw new IllegalArgumentException("matches the empty text");
		}
		new RegexCheck(expression).alternatives();
	}

	private RegexPart alternatives() {
		RegexPart all = sequence();
		while (peek() == '|') {
			this.at++;
			all = all.or(sequence());
		}
		return all;
	}

	private RegexPart sequence() {
		RegexPart all = RegexPart.EMPTY;
		while (this.at < this.expression.length() && peek() != '|' && peek() != ')') {
			all = all.then(quantified(atom()));
		}
		return all;
	}

	private RegexPart quantified(RegexPart part) {
		char c = peek();
		int min = 1;
		int max = 1;
		if (c == '*' || c == '+' || c == '?') {
			this.at++;
			min = (c == '+') ? 1 : 0;
			max = (c == '?') ? 1 : Integer.MAX_VALUE;
		}
		else if (c == '{') {
			int end = this.expression.indexOf('}', this.at);
			String[] bounds = this.expression.substring(this.at + 1, end).split(",", -1);
			min = Integer.parseInt(bounds[0].trim());
			max = (bounds.length == 1) ? min
					: bounds[1].isBlank() ? Integer.MAX_VALUE : Integer.parseInt(bounds[1].trim());
			this.at = end + 1;
		}
		else {
			return part;
		}
		return repeated(part, min, max);
	}

	private RegexPart repeated(RegexPart part, int min, int max) {
		boolean possessive = peek() == '+';
		if (possessive || peek() == '?') {
			this.at++;
		}
		RegexPart result = (max > MANY && max != min) ? part.repeated(min == 0) : fixed(part, min, max);
		return possessive ? result.atomic() : result;
	}

	private static RegexPart fixed(RegexPart part, int min, int max) {
		if (max > MANY) {
			part.repeated(false);
		}
		return (min == 0) ? part.optional() : part;
	}

	private RegexPart atom() {
		char c = this.expression.charAt(this.at);
		return switch (c) {
			case '(' -> group();
			case '[' -> characterClass();
			case '\\' -> escape();
			case '^', '$' -> {
				this.at++;
				yield RegexPart.EMPTY;
			}
			default -> literal();
		};
	}

	private RegexPart group() {
		this.at++;
		String kind = "";
		if (peek() == '?') {
			int end = this.at + 1;
			while (":=!>)".indexOf(this.expression.charAt(end)) < 0) {
				end++;
			}
			kind = this.expression.substring(this.at, end + 1);
			this.at = end + 1;
			if (kind.endsWith(")")) {
				return RegexPart.EMPTY;
			}
		}
		RegexPart inner = alternatives();
		this.at++;
		if (kind.endsWith("=") || kind.endsWith("!")) {
			return inner.withoutWidth();
		}
		return kind.equals("?>") ? inner.atomic() : inner;
	}

	private RegexPart characterClass() {
		int start = this.at;
		int depth = 0;
		do {
			char c = this.expression.charAt(this.at);
			depth += (c == '[') ? 1 : (c == ']') ? -1 : 0;
			this.at += (c == '\\') ? 2 : 1;
		}
		while (depth > 0);
		return single(start);
	}

	private RegexPart escape() {
		int start = this.at;
		char c = this.expression.charAt(this.at + 1);
		this.at += 2;
		if ("bBAzZG".indexOf(c) >= 0) {
			return RegexPart.EMPTY;
		}
		if (c == 'Q') {
			return quoted();
		}
		if ((c >= '1' && c <= '9') || c == 'k' || c == 'X' || c == 'R') {
			this.at = (c == 'k') ? this.expression.indexOf('>', start) + 1 : this.at;
			return RegexPart.ANYTHING;
		}
		boolean braced = peek() == '{' && "pPxN".indexOf(c) >= 0;
		if (braced) {
			this.at = this.expression.indexOf('}', this.at) + 1;
		}
		else {
			this.at += (c == 'u') ? 4 : (c == 'x') ? 2 : ("pPc".indexOf(c) >= 0) ? 1 : 0;
		}
		return single(start);
	}

	private RegexPart quoted() {
		int end = this.expression.indexOf("\\E", this.at);
		String text = this.expression.substring(this.at, (end < 0) ? this.expression.length() : end);
		this.at = (end < 0) ? this.expression.length() : end + 2;
		return text.isEmpty() ? RegexPart.EMPTY
				: RegexPart.character(CharSet.of(Pattern.quote(text.substring(0, 1)), this.flags));
	}

	private RegexPart literal() {
		int start = this.at;
		this.at += Character.charCount(this.expression.codePointAt(this.at));
		return single(start);
	}

	private RegexPart single(int start) {
		return RegexPart.character(CharSet.of(this.expression.substring(start, this.at), this.flags));
	}

	private char peek() {
		return (this.at < this.expression.length()) ? this.expression.charAt(this.at) : 0;
	}

}

package io.contexttrace.llm.redact;

/**
 * Credentials behind {@code Bearer} and {@code Basic}, wherever they stand.
 */
final class BearerTokens {

	private static final String BEARER = "bearer";

	private static final String BASIC = "basic";

	private static final int MIN_BEARER = 8;

	private static final int OPAQUE = 24;

	private static final int MIN_BASIC = 8;

	private BearerTokens() {
	}

	static int detect(Scan scan, int at) {
		String view = scan.view();
		char second = (char) (Chars.at(view, at + 1) | 0x20);
		if ((second != 'e' && second != 'a') || !scan.looksFor(SecretType.BEARER_TOKEN)
				|| Chars.isWord(Chars.at(view, at - 1))) {
			return -1;
		}
		String scheme = (second == 'e') ? BEARER : BASIC;
		int start = at + scheme.length();
		if (!view.regionMatches(true, at, scheme, 0, scheme.length()) || !isGap(view, start, second == 'e')) {
			return -1;
		}
		start = Chars.spacesEnd(view, start + 1);
		int end = tokenEnd(view, start);
		boolean secret = (second == 'e') ? isBearer(view, start, end) : isBasic(view, start, end);
		return secret ? scan.found(SecretType.BEARER_TOKEN, start, end) : -1;
	}

	// a query writes a space as a plus sign
	private static boolean isGap(String view, int at, boolean bearer) {
		char c = Chars.at(view, at);
		return Chars.isSpace(c) || (bearer && (c == '+' || c == ':'));
	}

	private static int tokenEnd(String view, int start) {
		int end = start;
		while (isTokenChar(Chars.at(view, end))) {
			end++;
		}
		while (end > start && Chars.at(view, end - 1) == '.') {
			end--;
		}
		return end;
	}

	private static boolean isTokenChar(char c) {
		return Chars.isBase64(c) || c == '.' || c == '~' || c == '|';
	}

	private static boolean isBearer(String view, int start, int end) {
		boolean digit = false;
		boolean letter = false;
		for (int at = start; at < end; at++) {
			digit |= Chars.isDigit(view.charAt(at));
			letter |= Chars.isAsciiLetter(view.charAt(at));
		}
		int length = end - start;
		return (length >= MIN_BEARER && digit && letter) || length >= OPAQUE;
	}

	// the Base64 of a name, a colon and a password
	private static boolean isBasic(String view, int start, int end) {
		if (end - start < MIN_BASIC) {
			return false;
		}
		int bits = 0;
		int held = 0;
		for (int at = start; at < end && view.charAt(at) != '='; at++) {
			int value = sextet(view.charAt(at));
			if (value < 0) {
				return false;
			}
			bits = bits << 6 | value;
			held += 6;
			if (held >= 8) {
				held -= 8;
				int octet = bits >> held & 0xFF;
				if (octet == ':') {
					return true;
				}
				if (octet < ' ') {
					return false;
				}
			}
		}
		return false;
	}

	private static int sextet(char c) {
		if (Chars.isDigit(c)) {
			return c - '0' + 52;
		}
		if (Chars.isAsciiLetter(c)) {
			return (c >= 'a') ? c - 'a' + 26 : c - 'A';
		}
		return (c == '+' || c == '-') ? 62 : (c == '/' || c == '_') ? 63 : -1;
	}

}

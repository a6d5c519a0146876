package io.contexttrace.llm.redact;

/**
 * JSON web tokens, signed, unsigned and encrypted: Base64url of JSON, a dot, and more.
 */
final class WebTokens {

	private static final int MIN_HEADER = 12;

	private static final int MIN_PAYLOAD = 4;

	private static final int MIN_CUT = 36;

	private WebTokens() {
	}

	/**
	 * Look for a token.
	 * @param scan the scan
	 * @param at where the third letter of its header is
	 * @return where the token ends, or -1
	 */
	static int detect(Scan scan, int at) {
		String view = scan.view();
		int start = at - 2;
		if (!scan.looksFor(SecretType.JWT) || Chars.at(view, at - 1) != 'y' || Chars.at(view, start) != 'e'
				|| isUrlBase64(Chars.at(view, start - 1))) {
			return -1;
		}
		int end = partEnd(view, start);
		boolean cut = end == view.length() && end - start >= MIN_CUT;
		if (end - start < MIN_HEADER || (Chars.at(view, end) != '.' && !cut)) {
			return -1;
		}
		int header = end;
		while (Chars.at(view, end) == '.' && isUrlBase64(Chars.at(view, end + 1))) {
			end = partEnd(view, end + 1);
		}
		return (cut || end - header > MIN_PAYLOAD) ? scan.found(SecretType.JWT, start, end) : -1;
	}

	private static int partEnd(String view, int start) {
		int end = start;
		while (isUrlBase64(Chars.at(view, end)) || Chars.at(view, end) == '=') {
			end++;
		}
		return end;
	}

	private static boolean isUrlBase64(char c) {
		return Chars.isKeyChar(c);
	}

}

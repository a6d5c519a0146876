package io.contexttrace.llm.redact;

/**
 * Passwords in URLs, such as {@code https://user:password@host}.
 */
final class UrlPasswords {

	private static final int MAX_LENGTH = 512;

	private UrlPasswords() {
	}

	/**
	 * Look for a password before a host name.
	 * @param scan the scan
	 * @param at where the sign before the host name is
	 * @return where the host name starts, or -1
	 */
	static int detect(Scan scan, int at) {
		if (!scan.looksFor(SecretType.SECRET_FIELD)) {
			return -1;
		}
		String view = scan.view();
		int colon = -1;
		int position = at - 1;
		while (position > 0 && at - position < MAX_LENGTH && isUserInfo(view.charAt(position))) {
			if (view.charAt(position) == ':') {
				colon = position;
			}
			position--;
		}
		boolean url = Chars.at(view, position) == '/' && Chars.at(view, position - 1) == '/'
				&& Chars.at(view, position - 2) == ':';
		return (url && colon > 0 && colon < at - 1 && !isPlaceholder(scan, colon + 1, at))
				? scan.found(SecretType.SECRET_FIELD, colon + 1, at) + 1 : -1;
	}

	private static boolean isPlaceholder(Scan scan, int start, int end) {
		String view = scan.view();
		char first = view.charAt(start);
		return scan.tokens().isToken(view, start, end) || first == '*' || first == '<'
				|| (first == '$' && Chars.at(view, start + 1) == '{') || first == '{';
	}

	private static boolean isUserInfo(char c) {
		return c > ' ' && c != '/' && c != '"' && c != '@' && c != '\'' && c != '\\' && c != '`';
	}

}

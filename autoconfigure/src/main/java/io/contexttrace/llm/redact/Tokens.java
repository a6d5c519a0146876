package io.contexttrace.llm.redact;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Recognises what replaced a secret, so that a redacted text is not redacted again. To be
 * taken for a token, a text needs the name of a type, and if there is more, what only a
 * pseudonym looks like.
 */
final class Tokens {

	private static final int LONGEST = 96;

	private final Set<String> names = new TreeSet<>();

	Tokens(TypeNames names) {
		for (int i = 0; i < names.size(); i++) {
			this.names.add(names.name(i).toUpperCase(Locale.ROOT));
		}
	}

	/**
	 * Where a token ends.
	 * @param text the text
	 * @param start where the bracket is
	 * @return the position behind the token, or the given one if none is here
	 */
	int end(String text, int start) {
		int at = start + 1;
		while (isName(Chars.at(text, at))) {
			at++;
		}
		int end = (Chars.at(text, at) == ':') ? pseudonymEnd(text, at + 1) : at;
		boolean closed = at > start + 1 && end > 0 && Chars.at(text, end) == ']';
		return (closed && this.names.contains(text.substring(start + 1, at))) ? end + 1 : start;
	}

	boolean isToken(String text, int start, int end) {
		return end > start && Chars.at(text, start) == '[' && end(text, start) == end;
	}

	// whether a range lies within a token
	boolean cover(String text, int start, int end) {
		for (int at = start; at >= 0 && start - at < LONGEST; at--) {
			if (text.charAt(at) == '[') {
				return end(text, at) >= end;
			}
		}
		return false;
	}

	// numbers of accounts may be as long, but have no mixed case
	private static int pseudonymEnd(String text, int start) {
		boolean upper = false;
		boolean lower = false;
		for (int at = start; at < start + Pseudonyms.LENGTH; at++) {
			char c = Chars.at(text, at);
			if (!Chars.isKeyChar(c)) {
				return 0;
			}
			upper |= c >= 'A' && c <= 'Z';
			lower |= c >= 'a' && c <= 'z';
		}
		return (upper && lower) ? start + Pseudonyms.LENGTH : 0;
	}

	private static boolean isName(char c) {
		return (c >= 'A' && c <= 'Z') || Chars.isDigit(c) || c == '_' || c == '-' || c == '.';
	}

}

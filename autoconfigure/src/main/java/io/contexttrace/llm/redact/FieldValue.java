package io.contexttrace.llm.redact;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The value behind a name, in the raw text: with quotation marks around it, which may be
 * escaped as often as JSON is packed into JSON, or without.
 *
 * @param raw the text
 * @param start where the value starts
 * @param end where it ends
 * @param quoted whether there are quotation marks
 */
record FieldValue(String raw, int start, int end, boolean quoted) {

	private static final String OPENING = "\"'`“„«「『‘";

	private static final String CLOSING = "\"'`”“»」』’";

	private static final String ENDING = "\"`<>&。、，；」』）】";

	private static final String CLOSERS = ",;)]}'|";

	private static final int MIN_DIGITS = 3;

	private static final int MAX_DIGITS = 8;

	private static final int MAX_WORD = 512;

	private static final Set<String> SCHEMES = Set.of("bearer", "basic", "token", "apikey", "negotiate", "ntlm", "dpop",
			"ssws", "key");

	private static final Set<String> LONG_SCHEMES = Set.of("digest", "aws4-hmac-sha256", "hawk", "oauth", "signature",
			"hmac", "mac");

	static @Nullable FieldValue read(String raw, int start, FieldKind kind, Tokens tokens) {
		int mark = backslashesEnd(raw, start);
		int quote = OPENING.indexOf(Chars.at(raw, mark));
		int from = (quote >= 0) ? mark + 1 : start;
		if (!isPossible(raw, from, kind, quote >= 0) || isReplaced(raw, from, kind, quote >= 0, tokens)) {
			return null;
		}
		int end;
		if (quote >= 0) {
			end = quotedEnd(raw, from, CLOSING.charAt(quote), mark - start);
		}
		else {
			end = switch (kind) {
				case LINE -> lineEnd(raw, from);
				case CREDENTIALS -> credentialsEnd(raw, from);
				default -> wordEnd(raw, from);
			};
		}
		return (end > from || quote >= 0) ? new FieldValue(raw, from, end, quote >= 0) : null;
	}

	// looks at the beginning only, so that what is refused costs little, however long it
	// is
	private static boolean isPossible(String raw, int start, FieldKind kind, boolean quoted) {
		return switch (kind) {
			case SECRET, CREDENTIALS -> true;
			case LINE -> quoted || indexOf(raw, start, '=') >= 0;
			case PERHAPS -> !quoted || indexOf(raw, start, ' ') < 0;
			case DIGITS -> {
				int end = start;
				while (Character.isDigit(Chars.at(raw, end)) && end - start <= MAX_DIGITS) {
					end++;
				}
				yield end - start >= MIN_DIGITS && end - start <= MAX_DIGITS && !Character.isLetter(Chars.at(raw, end));
			}
		};
	}

	// what has been replaced before, of credentials perhaps without their scheme
	private static boolean isReplaced(String raw, int start, FieldKind kind, boolean quoted, Tokens tokens) {
		if (tokens.end(raw, start) > start) {
			return true;
		}
		int end = start;
		while (kind == FieldKind.CREDENTIALS && end - start < MAX_WORD && Chars.isKeyChar(Chars.at(raw, end))) {
			end++;
		}
		int rest = Chars.spacesEnd(raw, end);
		boolean scheme = rest > end && end > start && (quoted || isScheme(raw, start, end));
		return scheme && tokens.end(raw, rest) > rest;
	}

	private static boolean isScheme(String raw, int start, int end) {
		String scheme = scheme(raw, start, end);
		return SCHEMES.contains(scheme) || LONG_SCHEMES.contains(scheme);
	}

	private static String scheme(String raw, int start, int end) {
		return (end - start <= 16) ? raw.substring(start, end).toLowerCase(Locale.ROOT) : "";
	}

	// in the first word
	private static int indexOf(String raw, int start, char wanted) {
		int limit = Math.min(raw.length(), start + MAX_WORD);
		for (int at = start; at < limit; at++) {
			char c = raw.charAt(at);
			if (c == wanted || (wanted == ' ' && Chars.isSpace(c))) {
				return at;
			}
			if (Chars.isWhitespace(c) || c == '"') {
				return -1;
			}
		}
		return -1;
	}

	boolean startsWith(String prefix) {
		return this.raw.startsWith(prefix, this.start);
	}

	int length() {
		return this.end - this.start;
	}

	char charAt(int index) {
		return this.raw.charAt(this.start + index);
	}

	String text() {
		return this.raw.substring(this.start, this.end);
	}

	// At depth d a quotation mark has 2^d - 1 backslashes, and each backslash of the
	// value itself has become 2^(d+1). So what ends the string, or a string around it,
	// has 2^t - 1 of them left, where t is at most d.
	private static int quotedEnd(String raw, int start, char closing, int backslashes) {
		int depth = 31 - Integer.numberOfLeadingZeros(backslashes + 1);
		int at = start;
		while (at < raw.length() && !Chars.isLineEnd(raw.charAt(at))) {
			int mark = backslashesEnd(raw, at);
			char c = Chars.at(raw, mark);
			int escapes = Integer.numberOfTrailingZeros(mark - at + 1);
			if ((c == closing || c == '"') && (escapes <= depth || c != closing)) {
				return (escapes <= depth) ? mark - (1 << escapes) + 1 : at;
			}
			at = (mark < raw.length()) ? mark + 1 : mark;
		}
		return at;
	}

	private static int wordEnd(String raw, int start) {
		int at = start;
		while (at < raw.length()) {
			char c = raw.charAt(at);
			if (Chars.isWhitespace(c) || ENDING.indexOf(c) >= 0 || (CLOSERS.indexOf(c) >= 0 && isLoose(raw, at + 1))) {
				break;
			}
			int next = backslashesEnd(raw, at);
			if (next > at && isBreak(Chars.at(raw, next))) {
				break;
			}
			at = (next > at) ? next : at + 1;
		}
		while (at > start && ".,;:".indexOf(raw.charAt(at - 1)) >= 0) {
			at--;
		}
		return at;
	}

	private static boolean isLoose(String raw, int at) {
		char c = Chars.at(raw, at);
		return Chars.isWhitespace(c) || c == '\\' || c == '.' || ENDING.indexOf(c) >= 0 || CLOSERS.indexOf(c) >= 0;
	}

	private static int lineEnd(String raw, int start) {
		int at = start;
		while (at < raw.length() && !Chars.isLineEnd(raw.charAt(at)) && raw.charAt(at) != '"'
				&& raw.charAt(at) != '\'') {
			int next = backslashesEnd(raw, at);
			if (next > at && isBreak(Chars.at(raw, next))) {
				break;
			}
			at = (next > at) ? next : at + 1;
		}
		return at;
	}

	private static int credentialsEnd(String raw, int start) {
		int end = wordEnd(raw, start);
		String scheme = scheme(raw, start, end);
		if (LONG_SCHEMES.contains(scheme)) {
			return lineEnd(raw, end);
		}
		return SCHEMES.contains(scheme) ? wordEnd(raw, Chars.spacesEnd(raw, end)) : end;
	}

	private static boolean isBreak(char c) {
		return "nrtbf\"'".indexOf(c) >= 0;
	}

	static int backslashesEnd(String raw, int start) {
		int end = start;
		while (end < raw.length() && raw.charAt(end) == '\\') {
			end++;
		}
		return end;
	}

}

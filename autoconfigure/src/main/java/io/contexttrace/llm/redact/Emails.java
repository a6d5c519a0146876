package io.contexttrace.llm.redact;

import java.util.Locale;
import java.util.Set;

/**
 * E-mail addresses, also with letters that are not ASCII. Text of a script without spaces
 * is not taken for a part of an ASCII address that it touches.
 */
final class Emails {

	private static final int MAX_LOCAL = 128;

	private static final int MAX_DOMAIN = 255;

	// not domains, but parts of file names such as icon@2x.png
	private static final Set<String> FILES = Set.of("png", "jpg", "jpeg", "gif", "svg", "webp", "js", "ts", "css");

	private Emails() {
	}

	static int detect(Scan scan, int at) {
		int end = UrlPasswords.detect(scan, at);
		if (end > at || !scan.looksFor(SecretType.EMAIL)) {
			return end;
		}
		String view = scan.view();
		int start = localStart(view, at);
		end = (start < at) ? domainEnd(view, at + 1) : -1;
		return (end < 0 || isRepository(view, start, at, end)) ? at : scan.found(SecretType.EMAIL, start, end);
	}

	private static int localStart(String view, int at) {
		if (Chars.at(view, at - 1) == '"') {
			return quotedStart(view, at);
		}
		int start = at;
		boolean ideographic = Chars.isIdeographic(Chars.at(view, at - 1));
		while (start > 0 && at - start < MAX_LOCAL && isLocal(view.charAt(start - 1), ideographic)) {
			start--;
		}
		while (start < at && (view.charAt(start) == '\'' || view.charAt(start) == '.' || view.charAt(start) == '-')) {
			start++;
		}
		return start;
	}

	private static boolean isLocal(char c, boolean ideographic) {
		if (c >= 128) {
			return (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK)
					&& (ideographic || !Chars.isIdeographic(c));
		}
		return Chars.isAsciiWord(c) || ".+-%'!#$&*~^{|}".indexOf(c) >= 0;
	}

	// "john doe"@example.com, but never from one string of a JSON array into the next
	private static int quotedStart(String view, int at) {
		int start = at - 2;
		while (start >= 0 && at - start < MAX_LOCAL
				&& (Chars.isAsciiWord(view.charAt(start)) || " .-+".indexOf(view.charAt(start)) >= 0)) {
			start--;
		}
		boolean quoted = start >= 0 && start < at - 2 && view.charAt(start) == '"'
				&& (start == 0 || Chars.isWhitespace(view.charAt(start - 1)) || view.charAt(start - 1) == '<');
		return quoted ? start : at;
	}

	private static int domainEnd(String view, int start) {
		int end = -1;
		int at = start;
		int labels = 0;
		while (at - start < MAX_DOMAIN) {
			int labelEnd = labelEnd(view, at);
			if (labelEnd == at) {
				break;
			}
			if (++labels > 1 && isTopLevel(view, at, labelEnd)) {
				end = labelEnd;
			}
			if (Chars.at(view, labelEnd) != '.') {
				break;
			}
			at = labelEnd + 1;
		}
		return end;
	}

	private static int labelEnd(String view, int start) {
		boolean ideographic = Chars.isIdeographic(Chars.at(view, start));
		int end = start;
		while (end - start < MAX_DOMAIN && isLabel(Chars.at(view, end), ideographic)) {
			end++;
		}
		while (end > start && view.charAt(end - 1) == '-') {
			end--;
		}
		return end;
	}

	private static boolean isLabel(char c, boolean ideographic) {
		if (c < 128) {
			return Chars.isAsciiLetter(c) || Chars.isDigit(c) || c == '-' || c == '_';
		}
		return (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK)
				&& (ideographic || !Chars.isIdeographic(c));
	}

	private static boolean isTopLevel(String view, int start, int end) {
		if (end - start < 2 || Chars.isDigit(view.charAt(start))) {
			return false;
		}
		return end - start > 4 || !FILES.contains(view.substring(start, end).toLowerCase(Locale.ROOT));
	}

	// git@host:path names a repository, which is no person
	private static boolean isRepository(String view, int start, int at, int end) {
		return at - start == 3 && view.startsWith("git", start) && Chars.at(view, end) == ':';
	}

}

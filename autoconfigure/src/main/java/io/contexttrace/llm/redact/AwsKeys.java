package io.contexttrace.llm.redact;

/**
 * Access key ids of AWS, Google's API keys, which begin alike, and secret access keys
 * shortly behind an access key id.
 */
final class AwsKeys {

	private static final int ID_LENGTH = 20;

	private static final int SECRET_LENGTH = 40;

	private static final int DISTANCE = 200;

	private static final String[] PREFIXES = { "AKIA", "ASIA", "ABIA", "ACCA", "AROA", "AIDA", "AGPA", "AIPA", "ANPA" };

	private AwsKeys() {
	}

	static int detect(Scan scan, int at) {
		String view = scan.view();
		if (Chars.isWord(Chars.at(view, at - 1)) || !Chars.isAsciiLetter(Chars.at(view, at + 1))) {
			return -1;
		}
		if (Chars.at(view, at + 2) == 'z' || (Chars.at(view, at + 2) == 'A' && Chars.at(view, at + 1) == 'T')) {
			return ApiKeys.detectAt(scan, at);
		}
		if (!scan.looksFor(SecretType.AWS_KEY) || Chars.at(view, at + 3) != 'A' || !isId(view, at)) {
			return -1;
		}
		int end = scan.found(SecretType.AWS_KEY, at, at + ID_LENGTH);
		return Math.max(end, detectSecret(scan, end));
	}

	private static boolean isId(String view, int start) {
		for (int at = start; at < start + ID_LENGTH; at++) {
			char c = Chars.at(view, at);
			if (!Chars.isDigit(c) && (c < 'A' || c > 'Z')) {
				return false;
			}
		}
		if (Chars.isWord(Chars.at(view, start + ID_LENGTH))) {
			return false;
		}
		for (String prefix : PREFIXES) {
			if (view.startsWith(prefix, start)) {
				return true;
			}
		}
		return false;
	}

	private static int detectSecret(Scan scan, int from) {
		String view = scan.view();
		int limit = Math.min(view.length(), from + DISTANCE);
		int at = from;
		while (at < limit) {
			int end = at;
			while (isSecretChar(Chars.at(view, end)) && end - at <= SECRET_LENGTH) {
				end++;
			}
			if (end - at == SECRET_LENGTH && isMixed(view, at, end)) {
				return scan.found(SecretType.AWS_KEY, at, end);
			}
			while (isSecretChar(Chars.at(view, end))) {
				end++;
			}
			at = end + 1;
		}
		return -1;
	}

	private static boolean isSecretChar(char c) {
		return Chars.isAsciiLetter(c) || Chars.isDigit(c) || c == '+' || c == '/';
	}

	private static boolean isMixed(String view, int start, int end) {
		boolean upper = false;
		boolean lower = false;
		boolean digit = false;
		for (int at = start; at < end; at++) {
			char c = view.charAt(at);
			upper |= c >= 'A' && c <= 'Z';
			lower |= c >= 'a' && c <= 'z';
			digit |= Chars.isDigit(c);
		}
		return upper && lower && digit;
	}

}

package io.contexttrace.llm.redact;

/**
 * Numbers of payment cards: 13 to 19 digits with a known beginning and the check digit of
 * Luhn (ISO/IEC 7812).
 */
final class CardNumbers {

	private static final int MIN_DIGITS = 13;

	private static final int MAX_DIGITS = 19;

	private CardNumbers() {
	}

	static int detect(Scan scan, NumberGroups groups) {
		if (!scan.looksFor(SecretType.PAYMENT_CARD)) {
			return -1;
		}
		for (int count = groups.count(); count > 0; count--) {
			int digits = groups.digits(count);
			if (digits < MIN_DIGITS) {
				return -1;
			}
			if (digits <= MAX_DIGITS && isGrouped(groups, count) && groups.isComplete(count)
					&& isCard(scan.view(), groups.start(), groups.end(count), digits)) {
				return scan.found(SecretType.PAYMENT_CARD, groups.start(), groups.end(count));
			}
		}
		return -1;
	}

	private static boolean isGrouped(NumberGroups groups, int count) {
		if (!groups.hasSeparators(count, " -") || !groups.hasOneSeparator(count)) {
			return false;
		}
		for (int i = 0; i < count - 1; i++) {
			if (groups.length(i) < 3) {
				return false;
			}
		}
		return true;
	}

	private static boolean isCard(String view, int start, int end, int digits) {
		int sum = 0;
		int prefix = 0;
		int seen = 0;
		for (int at = start; at < end; at++) {
			char c = view.charAt(at);
			if (Chars.isDigit(c)) {
				int digit = c - '0';
				prefix = (seen < 4) ? 10 * prefix + digit : prefix;
				boolean doubled = (digits - seen++) % 2 == 0;
				sum += (doubled && digit > 4) ? 2 * digit - 9 : doubled ? 2 * digit : digit;
			}
		}
		return sum % 10 == 0 && isIssued(prefix, digits);
	}

	private static boolean isIssued(int prefix, int digits) {
		int two = prefix / 100;
		return switch (prefix / 1000) {
			case 2 -> digits == 16 && prefix >= 2200 && prefix <= 2720;
			case 3 -> isIssuedWith3(prefix, digits);
			case 4 -> digits == 13 || digits == 16 || digits == 19;
			case 5 -> (two >= 51 && two <= 55) ? digits == 16 : two == 50 || (two >= 56 && two <= 58);
			case 6 -> digits >= 16 || two == 63 || two == 67;
			case 8 -> two == 81 && digits >= 16;
			default -> false;
		};
	}

	private static boolean isIssuedWith3(int prefix, int digits) {
		int two = prefix / 100;
		if (two == 34 || two == 37) {
			return digits == 15;
		}
		if (two == 35) {
			return digits >= 16 && prefix >= 3528 && prefix <= 3589;
		}
		return (two == 36 || two == 38 || two == 39 || two == 30) && (digits == 14 || digits == 16);
	}

}

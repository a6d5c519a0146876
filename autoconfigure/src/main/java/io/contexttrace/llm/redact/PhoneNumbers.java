package io.contexttrace.llm.redact;

/**
 * Telephone numbers: international ones behind a plus sign, national ones by their shape,
 * and any number behind a label such as {@code Tel.}.
 */
final class PhoneNumbers {

	private static final int MAX_DIGITS = 15;

	private PhoneNumbers() {
	}

	/**
	 * Look for an international number.
	 * @param scan the scan
	 * @param at where the plus sign is
	 * @return where the number ends, or -1
	 */
	static int detectInternational(Scan scan, int at) {
		String view = scan.view();
		char first = Chars.at(view, at + 1);
		if (!scan.looksFor(SecretType.PHONE) || first < '1' || first > '9' || Chars.isWord(Chars.at(view, at - 1))) {
			return -1;
		}
		NumberGroups groups = scan.groups().read(view, at + 1);
		for (int count = groups.count(); count > 0; count--) {
			int digits = groups.digits(count);
			if (digits <= MAX_DIGITS && digits >= ((count == 1) ? 9 : 8) && groups.isComplete(count)) {
				return scan.found(SecretType.PHONE, start(view, at, groups, count), groups.end(count));
			}
		}
		return -1;
	}

	/**
	 * Look for a national number.
	 * @param scan the scan
	 * @param groups its groups of digits
	 * @return where the number ends, or -1
	 */
	static int detect(Scan scan, NumberGroups groups) {
		if (!scan.looksFor(SecretType.PHONE)) {
			return -1;
		}
		for (int count = groups.count(); count > 0; count--) {
			int digits = groups.digits(count);
			if (digits < 7) {
				return -1;
			}
			if (digits <= MAX_DIGITS && groups.isComplete(count)
					&& (isShaped(groups, count, digits) || isLabelled(scan.view(), groups, count))) {
				return scan.found(SecretType.PHONE, start(scan.view(), groups.start(), groups, count),
						groups.end(count));
			}
		}
		return -1;
	}

	private static int start(String view, int at, NumberGroups groups, int count) {
		boolean bracket = count > 1 && groups.separator(0) == ')' && Chars.at(view, at - 1) == '(';
		return bracket ? at - 1 : at;
	}

	private static boolean isShaped(NumberGroups groups, int count, int digits) {
		if (count == 1) {
			return isUnbroken(groups, digits);
		}
		return isNational(groups, count, digits) || isInPairs(groups, count) || isForeign(groups, count);
	}

	// only Japanese mobile, free and special numbers are told apart from other numbers
	private static boolean isUnbroken(NumberGroups groups, int digits) {
		if (groups.digit(0, 0) != 0) {
			return false;
		}
		int second = groups.digit(0, 1);
		if (digits == 11) {
			return groups.digit(0, 2) == 0 && second >= 5;
		}
		int prefix = (digits == 10) ? 100 * second + 10 * groups.digit(0, 2) + groups.digit(0, 3) : 0;
		return prefix == 120 || prefix == 570;
	}

	// a trunk zero, an area code, and one or more groups
	private static boolean isNational(NumberGroups groups, int count, int digits) {
		if (groups.digit(0, 0) != 0) {
			return false;
		}
		if (groups.length(0) > 2 && groups.digit(0, 1) == 0) {
			return isInternationalByZeros(groups, count, digits);
		}
		return groups.length(0) >= 2 && groups.length(0) <= 5 && groups.digit(0, 1) != 0 && digits >= 9 && digits <= 11
				&& isSlashedOnce(groups, count) && !isDate(groups, count) && groups.length(count - 1) >= 2;
	}

	private static boolean isInternationalByZeros(NumberGroups groups, int count, int digits) {
		return groups.digit(0, 2) != 0 && groups.length(0) <= 5 && digits >= 10 && groups.hasSeparators(count, " -)");
	}

	private static boolean isSlashedOnce(NumberGroups groups, int count) {
		for (int i = 0; i < count - 1; i++) {
			char separator = groups.separator(i);
			if (separator == '.' || (separator == '/' && (i > 0 || groups.length(0) < 3))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isDate(NumberGroups groups, int count) {
		return count > 2 && groups.length(0) == 2 && groups.length(1) == 2 && groups.length(2) == 4
				&& (groups.value(2) / 100 == 19 || groups.value(2) / 100 == 20);
	}

	private static boolean isInPairs(NumberGroups groups, int count) {
		return groups.shape(count) == 0x22222 && groups.digit(0, 0) == 0 && groups.digit(0, 1) != 0
				&& groups.hasOneSeparator(count);
	}

	private static boolean isForeign(NumberGroups groups, int count) {
		boolean bracketed = groups.separator(0) == ')';
		boolean joined = bracketed || (groups.separator(0) != ' ' && groups.hasOneSeparator(count));
		long shape = groups.shape(count);
		if (shape == 0x334) {
			return joined && isNorthAmerican(groups, 0);
		}
		if (shape == 0x1334) {
			return groups.digit(0, 0) == 1 && groups.hasSeparators(count, " -.)") && isNorthAmerican(groups, 1);
		}
		if (shape == 0x344) {
			return groups.digit(0, 0) == 1 && groups.digit(0, 1) >= 3 && groups.hasSeparators(count, " -");
		}
		if (shape == 0x13322 || shape == 0x1337) {
			return groups.digit(0, 0) >= 7 && groups.digit(0, 0) <= 8 && groups.digit(1, 0) >= 3;
		}
		return bracketed && (shape == 0x254 || shape == 0x244);
	}

	private static boolean isNorthAmerican(NumberGroups groups, int area) {
		return groups.digit(area, 0) >= 2 && groups.digit(area + 1, 0) >= 2 && groups.hasSeparators(area + 3, " -.)");
	}

	private static boolean isLabelled(String view, NumberGroups groups, int count) {
		return groups.hasSeparators(count, " -./)") && groups.length(0) <= 12 && Labels.isPhone(view, groups.start());
	}

}

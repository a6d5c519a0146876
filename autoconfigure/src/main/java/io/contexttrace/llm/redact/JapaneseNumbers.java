package io.contexttrace.llm.redact;

/**
 * Japanese individual numbers and postal codes.
 */
final class JapaneseNumbers {

	private static final int MY_NUMBER_DIGITS = 12;

	private JapaneseNumbers() {
	}

	static int detect(Scan scan, NumberGroups groups) {
		int end = scan.looksFor(SecretType.MY_NUMBER) ? detectMyNumber(scan, groups) : -1;
		return (end < 0 && scan.looksFor(SecretType.POSTAL_CODE)) ? detectPostalCode(scan, groups) : end;
	}

	private static int detectMyNumber(Scan scan, NumberGroups groups) {
		int count = (groups.length(0) == MY_NUMBER_DIGITS) ? 1 : 3;
		if (groups.count() < count || (count == 3 && !isInFours(groups)) || !groups.isComplete(count)
				|| !isChecked(scan.view(), groups.start(), groups.end(count))) {
			return -1;
		}
		boolean time = count == 1 && isTime(groups) && !Labels.isMyNumber(scan.view(), groups.start());
		return time ? -1 : scan.found(SecretType.MY_NUMBER, groups.start(), groups.end(count));
	}

	// four groups of four are a card, right or wrong
	private static boolean isInFours(NumberGroups groups) {
		return groups.shape(3) == 0x444 && groups.hasSeparators(3, " -") && groups.hasOneSeparator(3)
				&& (groups.count() == 3 || groups.separator(2) != groups.separator(0) || groups.length(3) != 4);
	}

	// yyyyMMddHHmm
	private static boolean isTime(NumberGroups groups) {
		int year = two(groups, 0);
		int month = two(groups, 4);
		int day = two(groups, 6);
		return (year == 19 || year == 20) && month >= 1 && month <= 12 && day >= 1 && day <= 31 && two(groups, 8) < 24
				&& two(groups, 10) < 60;
	}

	private static int two(NumberGroups groups, int index) {
		return 10 * groups.digit(0, index) + groups.digit(0, index + 1);
	}

	// the weights are 2 to 7 from the right, and again from 2
	private static boolean isChecked(String view, int start, int end) {
		int sum = 0;
		int position = 0;
		for (int at = end - 2; at >= start; at--) {
			if (Chars.isDigit(view.charAt(at))) {
				position++;
				sum += (view.charAt(at) - '0') * ((position <= 6) ? position + 1 : position - 5);
			}
		}
		int rest = sum % 11;
		return view.charAt(end - 1) - '0' == ((rest <= 1) ? 0 : 11 - rest);
	}

	private static int detectPostalCode(Scan scan, NumberGroups groups) {
		int count = (groups.length(0) == 7) ? 1 : 2;
		boolean shaped = count == 1 || (groups.count() >= 2 && groups.shape(2) == 0x34 && groups.separator(0) == '-');
		if (!shaped || !groups.isComplete(count)) {
			return -1;
		}
		String view = scan.view();
		boolean told = Labels.isPostalCode(view, groups.start())
				|| (count == 2 && Labels.isPrefecture(view, Chars.spacesEnd(view, groups.end(count))));
		return told ? scan.found(SecretType.POSTAL_CODE, groups.start(), groups.end(count)) : -1;
	}

}

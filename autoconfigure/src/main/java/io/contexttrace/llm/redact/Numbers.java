package io.contexttrace.llm.redact;

/**
 * Finds out which kind of number begins at a digit, if it is one that has to be replaced.
 */
final class Numbers {

	private static final int SHORTEST = 7;

	private Numbers() {
	}

	static int detect(Scan scan, int at) {
		String view = scan.view();
		int firstEnd = Chars.digitsEnd(view, at);
		if (Chars.isWord(Chars.at(view, at - 1))) {
			return Math.max(firstEnd, Ibans.detect(scan, at));
		}
		NumberGroups groups = scan.groups().read(view, at);
		if (groups.digits(groups.count()) < SHORTEST && groups.count() < 4) {
			return firstEnd;
		}
		return Math.max(firstEnd, detect(scan, groups));
	}

	private static int detect(Scan scan, NumberGroups groups) {
		String view = scan.view();
		int at = groups.start();
		int end = IpAddresses.detectVersion4(scan, groups);
		if (end <= at && !isGluedToDigits(view, at)) {
			end = CardNumbers.detect(scan, groups);
		}
		if (end <= at && !isGlued(view, at)) {
			end = JapaneseNumbers.detect(scan, groups);
			end = (end <= at) ? PhoneNumbers.detect(scan, groups) : end;
		}
		return end;
	}

	// the inside of an id, a date or a decimal fraction
	private static boolean isGlued(String view, int at) {
		char before = Chars.at(view, at - 1);
		boolean joins = Chars.isDash(before) || before == '.' || before == '/' || before == '+';
		char second = Chars.at(view, at - 2);
		boolean inside = (joins && Chars.isWord(second)) || (before == ':' && Chars.isDigit(second));
		return inside && !Labels.isPhone(view, at);
	}

	private static boolean isGluedToDigits(String view, int at) {
		char before = Chars.at(view, at - 1);
		boolean joins = Chars.isDash(before) || before == '.' || before == '/';
		return joins && Chars.isDigit(Chars.at(view, at - 2));
	}

}

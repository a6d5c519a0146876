package io.contexttrace.llm.redact;

/**
 * IP addresses. Loopback and unspecified addresses tell nothing and stay.
 */
final class IpAddresses {

	private IpAddresses() {
	}

	static int detectVersion4(Scan scan, NumberGroups groups) {
		String view = scan.view();
		if (!scan.looksFor(SecretType.IP_ADDRESS) || groups.count() < 4 || !isDotted(groups)
				|| isVersionNumber(view, groups) || !isTelling(groups)) {
			return -1;
		}
		return scan.found(SecretType.IP_ADDRESS, groups.start(), groups.end(4));
	}

	private static boolean isDotted(NumberGroups groups) {
		for (int i = 0; i < 4; i++) {
			if ((i < 3 && groups.separator(i) != '.') || groups.length(i) > 3 || groups.value(i) > 255
					|| (groups.length(i) > 1 && groups.digit(i, 0) == 0)) {
				return false;
			}
		}
		return true;
	}

	private static boolean isTelling(NumberGroups groups) {
		int first = groups.value(0);
		boolean mask = first == 255;
		return first != 127 && !mask && first != 0;
	}

	private static boolean isVersionNumber(String view, NumberGroups groups) {
		char before = Chars.at(view, groups.start() - 1);
		char next = Chars.at(view, groups.end(4));
		char second = Chars.at(view, groups.end(4) + 1);
		if (Chars.isWord(next) || ((next == '.' || next == '-') && Chars.isWord(second))) {
			return true;
		}
		if (before == '.' || before == '-' || before == '_') {
			return Chars.isWord(Chars.at(view, groups.start() - 2));
		}
		// a browser's, not the address behind a host name
		boolean product = before == '/' && Chars.isWord(Chars.at(view, groups.start() - 2)) && groups.value(3) == 0;
		return product || Versions.precede(view, groups.start());
	}

	/**
	 * Look for an address of version 6.
	 * @param scan the scan
	 * @param colon where its first colon is
	 * @return where the address ends, or -1
	 */
	static int detectVersion6(Scan scan, int colon) {
		String view = scan.view();
		char next = Chars.at(view, colon + 1);
		if (!scan.looksFor(SecretType.IP_ADDRESS) || view.charAt(colon) != ':' || (next != ':' && !Chars.isHex(next))) {
			return -1;
		}
		int start = colon;
		while (start > 0 && colon - start < 5 && Chars.isHex(view.charAt(start - 1))) {
			start--;
		}
		if (colon - start > 4 || Chars.isWord(Chars.at(view, start - 1)) || Chars.at(view, start - 1) == ':') {
			return -1;
		}
		int end = Version6.end(view, start);
		return (end > start) ? scan.found(SecretType.IP_ADDRESS, start, end) : -1;
	}

}

package io.contexttrace.llm.redact;

/**
 * International bank account numbers: ISO 13616, with the length that the country has and
 * the check digits of ISO 7064.
 */
final class Ibans {

	// each country with the length of its numbers
	private static final String LENGTHS = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 "
			+ "CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 "
			+ "IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 "
			+ "MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 "
			+ "SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

	private static final int[] BY_COUNTRY = new int[26 * 26];

	static {
		for (int at = 0; at < LENGTHS.length(); at += 5) {
			BY_COUNTRY[country(LENGTHS.charAt(at), LENGTHS.charAt(at + 1))] = Integer.parseInt(LENGTHS, at + 2, at + 4,
					10);
		}
	}

	private Ibans() {
	}

	/**
	 * Look for a number whose check digits are at a position.
	 * @param scan the scan
	 * @param digits where the first digit is
	 * @return where the number ends, or -1
	 */
	static int detect(Scan scan, int digits) {
		String view = scan.view();
		int start = digits - 2;
		if (!scan.looksFor(SecretType.IBAN) || start < 0 || !isCountry(view, start)
				|| Chars.isWord(Chars.at(view, start - 1)) || !Chars.isDigit(Chars.at(view, digits + 1))) {
			return -1;
		}
		int length = BY_COUNTRY[country(view.charAt(start), view.charAt(start + 1))];
		int end = end(view, start, length);
		return (length > 0 && end > 0 && isChecked(view, start, end)) ? scan.found(SecretType.IBAN, start, end) : -1;
	}

	private static boolean isCountry(String view, int start) {
		return Chars.isAsciiLetter(view.charAt(start)) && Chars.isAsciiLetter(view.charAt(start + 1));
	}

	private static int country(char first, char second) {
		return 26 * ((first & 0x1F) - 1) + (second & 0x1F) - 1;
	}

	private static int end(String view, int start, int length) {
		int at = start;
		int seen = 0;
		boolean separated = false;
		while (seen < length) {
			char c = Chars.at(view, at++);
			if (Chars.isAsciiLetter(c) || Chars.isDigit(c)) {
				seen++;
				separated = false;
			}
			else if (separated || (!Chars.isSpace(c) && !Chars.isDash(c))) {
				return -1;
			}
			else {
				separated = true;
			}
		}
		return Chars.isBoundary(view, at) ? at : -1;
	}

	private static boolean isChecked(String view, int start, int end) {
		int rest = remainder(view, start + 4, end, 0);
		return remainder(view, start, start + 4, rest) == 1;
	}

	private static int remainder(String view, int start, int end, int before) {
		int rest = before;
		for (int at = start; at < end; at++) {
			char c = view.charAt(at);
			if (Chars.isDigit(c)) {
				rest = (10 * rest + c - '0') % 97;
			}
			else if (Chars.isAsciiLetter(c)) {
				rest = (100 * rest + (c & 0x1F) + 9) % 97;
			}
		}
		return rest;
	}

}

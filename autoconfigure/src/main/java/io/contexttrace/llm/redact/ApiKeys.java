package io.contexttrace.llm.redact;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Keys and tokens of known services, told by the beginning that the service gave them.
 */
final class ApiKeys {

	private static final List<Prefix> PREFIXES = List.of(prefix("sk-", 20), prefix("ghp_", 30), prefix("gho_", 30),
			prefix("ghu_", 30), prefix("ghs_", 30), prefix("ghr_", 30), prefix("github_pat_", 30), prefix("xoxb-", 16),
			prefix("xoxp-", 16), prefix("xoxa-", 16), prefix("xoxr-", 16), prefix("xoxs-", 16), prefix("xoxe-", 16),
			prefix("xapp-", 16), prefix("sk_live_", 16), prefix("sk_test_", 16), prefix("rk_live_", 16),
			prefix("rk_test_", 16), prefix("whsec_", 20), prefix("hf_", 30), prefix("npm_", 30), prefix("glpat-", 16),
			prefix("glptt-", 16), prefix("gldt-", 16), prefix("gsk_", 30), prefix("xai-", 30), prefix("pplx-", 30),
			prefix("r8_", 30), prefix("pypi-", 40), prefix("dop_v1_", 40), prefix("shpat_", 30), prefix("shpss_", 30),
			prefix("lin_api_", 30), prefix("dckr_pat_", 20), prefix("figd_", 30), prefix("GOCSPX-", 20),
			prefix("nvapi-", 40), prefix("tvly-", 20), prefix("ntn_", 30), prefix("secret_", 40), prefix("lsv2_", 30));

	// beginnings that no dash or underscore ends
	private static final List<Prefix> PLAIN = List.of(prefix("AIza", 30), prefix("ATATT3", 40));

	private static final Prefix SENDGRID = prefix("SG.", 40);

	private static final int LONGEST = 11;

	private ApiKeys() {
	}

	/**
	 * Look for a key.
	 * @param scan the scan
	 * @param at where its prefix ends
	 * @return where the key ends, or -1
	 */
	static int detect(Scan scan, int at) {
		if (!scan.looksFor(SecretType.API_KEY)) {
			return -1;
		}
		String view = scan.view();
		if (view.charAt(at) == 'G') {
			boolean sendGrid = Chars.at(view, at - 1) == 'S' && Chars.at(view, at + 1) == '.';
			return sendGrid ? found(scan, SENDGRID, at - 1) : -1;
		}
		int start = wordStart(view, at);
		Prefix prefix = prefix(view, start, at + 1);
		return (prefix != null) ? found(scan, prefix, start) : -1;
	}

	static int detectAt(Scan scan, int start) {
		for (Prefix prefix : PLAIN) {
			if (scan.looksFor(SecretType.API_KEY) && scan.view().startsWith(prefix.text(), start)) {
				return found(scan, prefix, start);
			}
		}
		return -1;
	}

	private static int wordStart(String view, int at) {
		int start = at;
		while (start > 0 && at - start < LONGEST && Chars.isAsciiWord(view.charAt(start - 1))) {
			start--;
		}
		return start;
	}

	private static @Nullable Prefix prefix(String view, int start, int end) {
		int length = end - start;
		if (length < 3 || length > LONGEST || Chars.isKeyChar(Chars.at(view, start - 1))) {
			return null;
		}
		for (Prefix prefix : PREFIXES) {
			if (prefix.text().length() == length && view.startsWith(prefix.text(), start)) {
				return prefix;
			}
		}
		return null;
	}

	private static int found(Scan scan, Prefix prefix, int start) {
		String view = scan.view();
		int first = start + prefix.text().length();
		int end = keyEnd(view, first);
		if (prefix.equals(SENDGRID) && Chars.at(view, end) == '.') {
			end = keyEnd(view, end + 1);
		}
		boolean key = !Chars.isWord(Chars.at(view, start - 1)) && end - first >= prefix.length()
				&& digits(view, first, end) >= 2;
		return key ? scan.found(SecretType.API_KEY, start, end) : -1;
	}

	private static int keyEnd(String view, int start) {
		int end = start;
		while (Chars.isKeyChar(Chars.at(view, end))) {
			end++;
		}
		return end;
	}

	private static int digits(String view, int start, int end) {
		int digits = 0;
		for (int at = start; at < end; at++) {
			digits += Chars.isDigit(view.charAt(at)) ? 1 : 0;
		}
		return digits;
	}

	private static Prefix prefix(String text, int length) {
		return new Prefix(text, length);
	}

	// the beginning of a key, and how many characters come at least behind it
	private record Prefix(String text, int length) {
	}

}

package io.contexttrace.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What one would write without a redactor: a regular expression for each type of secret,
 * applied one after the other. It knows no check digits, no escapes and no labels, and so
 * does less than what it is compared with.
 */
final class RegexRedaction {

	private final Map<Pattern, String> patterns = new LinkedHashMap<>();

	RegexRedaction() {
		add("PRIVATE_KEY", "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)");
		add("JWT", "\\beyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]*)?");
		add("AWS_KEY", "\\b(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA)[A-Z0-9]{16}\\b");
		add("API_KEY", "\\b(?:sk-|ghp_|gho_|ghs_|github_pat_|xox[abprs]-|AIza|[sr]k_live_|hf_|npm_|glpat-|SG\\.)"
				+ "[A-Za-z0-9_.-]{16,}");
		addGroup("SECRET_FIELD",
				"(?i)((?:authorization|cookie|set-cookie|x-api-key|api[_-]?key|passw(?:or)?d|pwd|secret"
						+ "|client[_-]?secret|access[_-]?token|refresh[_-]?token|private[_-]?key)\\\\?[\"']?\\s*[:=]\\s*\\\\?[\"']?)"
						+ "(?:(?:bearer|basic)\\s+)?[^\\s\"'&,;\\\\]+");
		addGroup("BEARER_TOKEN", "(?i)(\\b(?:bearer|basic)\\s+)[A-Za-z0-9._~+/=-]{8,}");
		add("EMAIL", "[\\p{L}0-9._%+-]{1,64}@(?:[\\p{L}0-9-]+\\.)+\\p{L}{2,}");
		add("IBAN", "\\b[A-Z]{2}\\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?\\b");
		add("PAYMENT_CARD", "\\b(?:\\d[ -]?){12,18}\\d\\b");
		add("MY_NUMBER", "\\b\\d{4}[ -]?\\d{4}[ -]?\\d{4}\\b");
		add("IP_ADDRESS", "\\b(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\b");
		add("IP_ADDRESS", "\\b(?:[0-9a-fA-F]{1,4}:){2,7}(?::?[0-9a-fA-F]{1,4}){1,7}\\b");
		add("PHONE", "\\+\\d{1,3}[ .-]?(?:\\(?\\d{1,4}\\)?[ .-]?){2,5}\\d{2,4}");
		add("PHONE", "\\b0\\d{1,4}[ -]\\d{1,4}[ -]\\d{3,4}\\b");
		add("POSTAL_CODE", "〒\\s*\\d{3}-?\\d{4}");
	}

	String redact(String text) {
		String redacted = text;
		for (Map.Entry<Pattern, String> pattern : this.patterns.entrySet()) {
			redacted = pattern.getKey().matcher(redacted).replaceAll(pattern.getValue());
		}
		return redacted;
	}

	private void add(String type, String regex) {
		this.patterns.put(Pattern.compile(regex), "[" + type + "]");
	}

	private void addGroup(String type, String regex) {
		this.patterns.put(Pattern.compile(regex), "$1[" + type + "]");
	}

}

package io.contexttrace.llm.redact;

import java.util.Map;
import java.util.TreeMap;

/**
 * Puts replacements in the place of what was found.
 */
final class RedactedText {

	private final String raw;

	private final TypeNames names;

	private final Replacement replacement;

	private final JsonText json;

	RedactedText(String raw, TypeNames names, Replacement replacement) {
		this.raw = raw;
		this.names = names;
		this.replacement = replacement;
		this.json = new JsonText(raw);
	}

	/**
	 * The text with everything replaced.
	 * @param matches what to replace
	 * @param limit behind which position of the source to stop
	 * @return the text and what was replaced
	 */
	Redaction replace(Matches matches, int limit) {
		StringBuilder text = new StringBuilder(limit + 16);
		int[] counts = new int[this.names.size()];
		int copied = 0;
		for (int i = 0; i < matches.size() && matches.start(i) < limit; i++) {
			int end = matches.end(i);
			int start = withSign(matches.start(i), end);
			String quote = matches.isValue(i) ? "\"" : this.json.quote(start, end);
			text.append(this.raw, copied, start);
			text.append(quote).append(replacement(matches.type(i), matches.start(i), end)).append(quote);
			copied = end;
			counts[matches.type(i)]++;
		}
		if (copied < limit) {
			text.append(this.raw, copied, limit);
		}
		return new Redaction(text.toString(), named(counts));
	}

	// the sign is a part of a JSON number
	private int withSign(int start, int end) {
		boolean signed = start > 0 && this.raw.charAt(start - 1) == '-';
		return (signed && !this.json.quote(start - 1, end).isEmpty()) ? start - 1 : start;
	}

	private String replacement(int type, int start, int end) {
		String name = this.names.name(type);
		if (this.replacement == TypeTokens.INSTANCE) {
			return this.names.token(type);
		}
		String value = Decoder.undisguised(this.raw.substring(start, end)).view();
		return harmless(this.replacement.replace(name, value));
	}

	// what JSON would have to escape
	private static String harmless(String text) {
		StringBuilder harmless = null;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c < ' ' || c == '"' || c == '\\') {
				harmless = (harmless != null) ? harmless : new StringBuilder(text);
				harmless.setCharAt(i, '_');
			}
		}
		return (harmless != null) ? harmless.toString() : text;
	}

	private Map<String, Integer> named(int[] counts) {
		Map<String, Integer> named = new TreeMap<>();
		for (int type = 0; type < counts.length; type++) {
			if (counts[type] > 0) {
				named.put(this.names.name(type), counts[type]);
			}
		}
		return named;
	}

}

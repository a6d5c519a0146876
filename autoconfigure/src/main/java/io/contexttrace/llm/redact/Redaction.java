package io.contexttrace.llm.redact;

import java.util.Map;
import java.util.TreeMap;

/**
 * A text without its secrets.
 *
 * @param text the text; the very instance that was given, if nothing had to be replaced
 * @param counts how many secrets of each type were replaced, such as {@code email} to 2;
 * empty if nothing was
 */
public record Redaction(String text, Map<String, Integer> counts) {

	/**
	 * Keep the counts as they are now.
	 * @param text the text
	 * @param counts how many secrets of each type were replaced
	 */
	public Redaction {
		counts = Map.copyOf(counts);
	}

	/**
	 * A text in which there was nothing to replace.
	 * @param text the text
	 * @return the same text
	 */
	public static Redaction untouched(String text) {
		return new Redaction(text, Map.of());
	}

	/**
	 * Whether anything was replaced.
	 * @return {@code false} if the text is the given one
	 */
	public boolean touched() {
		return !this.counts.isEmpty();
	}

	// the next text, and what was replaced in both
	Redaction then(Redaction next) {
		Map<String, Integer> all = new TreeMap<>(this.counts);
		next.counts.forEach((type, count) -> all.merge(type, count, Integer::sum));
		return new Redaction(next.text, all);
	}

}

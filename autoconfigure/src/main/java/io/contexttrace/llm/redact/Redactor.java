package io.contexttrace.llm.redact;

/**
 * Turns a text into one without secrets. It never throws because of the text, and is safe
 * for use by several threads.
 */
@FunctionalInterface
public interface Redactor {

	/**
	 * How many characters behind a cut a redactor has to see, so that it still recognises
	 * a secret that begins before the cut.
	 */
	int LOOK_AHEAD = 4096;

	/**
	 * Replace the secrets in a text.
	 * @param text any text
	 * @return the text without them
	 */
	Redaction redact(String text);

	/**
	 * Replace the secrets in the beginning of a text, and leave the rest out. A secret
	 * that lies across the cut is recognised and replaced as a whole. Of a long text, no
	 * more than the limit and {@value #LOOK_AHEAD} characters are looked at.
	 * @param text any text, of any length
	 * @param limit how many characters there may be in the result
	 * @return the beginning of the text without secrets; no surrogate pair is cut in two
	 */
	default Redaction redactFirst(String text, int limit) {
		long seen = (long) limit + LOOK_AHEAD;
		if (text.length() <= seen) {
			Redaction whole = redact(text);
			return new Redaction(TextCut.first(whole.text(), limit), whole.counts());
		}
		Redaction window = redact(TextCut.first(text, (int) seen));
		// half of a secret at the end of what was seen is not recognised
		int known = Math.max(0, window.text().length() - LOOK_AHEAD);
		return new Redaction(TextCut.first(window.text(), Math.min(limit, known)), window.counts());
	}

	/**
	 * A redactor that leaves every text as it is.
	 * @return the redactor
	 */
	static Redactor none() {
		return Redaction::untouched;
	}

}

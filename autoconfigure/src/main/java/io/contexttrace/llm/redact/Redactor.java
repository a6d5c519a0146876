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
	 * that lies across the cut is recognised and replaced as a whole.
	 * @param text any text, of any length
	 * @param limit how many characters there may be in the result
	 * @return the beginning of the text without secrets; no surrogate pair is cut in two
	 */
	default Redaction redactFirst(String text, int limit) {
		Redaction whole = redact(text);
		return new Redaction(TextCut.first(whole.text(), limit), whole.counts());
	}

	/**
	 * A redactor that leaves every text as it is.
	 * @return the redactor
	 */
	static Redactor none() {
		return Redaction::untouched;
	}

}

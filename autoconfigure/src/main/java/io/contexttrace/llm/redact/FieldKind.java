package io.contexttrace.llm.redact;

/**
 * What kind of value is behind a name.
 */
enum FieldKind {

	/**
	 * A scheme and credentials, as in {@code Authorization}.
	 */
	CREDENTIALS,

	/**
	 * Everything to the end of the line, as in {@code Cookie}.
	 */
	LINE,

	/**
	 * A secret, whatever it looks like.
	 */
	SECRET,

	/**
	 * Perhaps a secret, if it looks like one.
	 */
	PERHAPS,

	/**
	 * A few digits.
	 */
	DIGITS

}

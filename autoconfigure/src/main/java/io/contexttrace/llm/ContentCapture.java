package io.contexttrace.llm;

/**
 * How much of what was said goes on record.
 */
public enum ContentCapture {

	/**
	 * Nothing.
	 */
	NONE,

	/**
	 * Who spoke, and how much.
	 */
	METADATA,

	/**
	 * The text.
	 */
	FULL

}

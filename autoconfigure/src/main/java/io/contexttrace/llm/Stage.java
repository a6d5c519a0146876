package io.contexttrace.llm;

import java.util.Locale;

/**
 * A part of the time that a user's call to a model takes.
 */
public enum Stage {

	/**
	 * From the user's call to the model's: advisors, retrieval.
	 */
	BEFORE_MODEL,

	/**
	 * The model, until its answer was complete.
	 */
	MODEL,

	/**
	 * The model, until its first chunk.
	 */
	FIRST_CHUNK,

	/**
	 * Tools that ran for this call, before it.
	 */
	TOOLS,

	/**
	 * From the model's answer to the end of the user's call: advisors, validation,
	 * conversion.
	 */
	AFTER_MODEL;

	/**
	 * How metrics write the stage.
	 * @return the stage in lower case, with underscores
	 */
	public String value() {
		return name().toLowerCase(Locale.ROOT);
	}

}

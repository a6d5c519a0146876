package io.contexttrace.llm;

import java.util.Locale;

import io.contexttrace.Step;

/**
 * Whether a call to a model succeeded, and if not, in what way.
 */
public enum LlmCallStatus {

	/**
	 * The model answered.
	 */
	OK,

	/**
	 * The call failed.
	 */
	ERROR,

	/**
	 * The reader did not want the rest of the answer.
	 */
	CANCELLED,

	/**
	 * No answer came in time.
	 */
	TIMEOUT,

	/**
	 * The provider refused the call because there were too many.
	 */
	RATE_LIMITED,

	/**
	 * A stream ended without the model having said that it was done.
	 */
	TRUNCATED;

	/**
	 * How records and logs write the status.
	 * @return the status in lower case
	 */
	public String value() {
		return name().toLowerCase(Locale.ROOT);
	}

	Step.Outcome toStepOutcome() {
		return switch (this) {
			case OK -> Step.Outcome.OK;
			case CANCELLED -> Step.Outcome.CANCELLED;
			case ERROR, TIMEOUT, RATE_LIMITED, TRUNCATED -> Step.Outcome.ERROR;
		};
	}

}

package io.contexttrace.header;

/**
 * What the sender of a trace header has decided on recording the trace.
 */
public enum SamplingDecision {

	/**
	 * The trace is recorded.
	 */
	SAMPLED,

	/**
	 * The trace is not recorded.
	 */
	NOT_SAMPLED,

	/**
	 * The sender leaves it to the receiver.
	 */
	UNDECIDED;

	/**
	 * The decision that a flag stands for.
	 * @param sampled whether the trace is recorded
	 * @return the decision
	 */
	public static SamplingDecision of(boolean sampled) {
		return sampled ? SAMPLED : NOT_SAMPLED;
	}

}

package io.contexttrace.metrics;

/**
 * How many time series calls can make.
 *
 * @param tagValues how many different values each tag can have, at least 1; the rest is
 * {@value MeterNames#OTHER}
 * @param combinations how many combinations of values the tags of a call can have, at
 * least 1; the rest is {@value MeterNames#OTHER}
 */
public record MeterLimits(int tagValues, int combinations) {

	/**
	 * The combinations that are allowed if nothing is said about them.
	 */
	static final int COMBINATIONS = 1000;

	/**
	 * Create limits with the default number of combinations.
	 * @param tagValues how many different values each tag can have
	 * @return the limits
	 */
	static MeterLimits ofTagValues(int tagValues) {
		return new MeterLimits(tagValues, COMBINATIONS);
	}

}

package io.contexttrace.llm.record;

import java.math.BigDecimal;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What makes the content of a call worth keeping.
 *
 * @param ratio which part of the calls is kept that nothing else speaks for, 0 to 1
 * @param slowerThan how long a call takes at most without being slow
 * @param costlierThan how much a call costs at most without being costly, in the currency
 * of the pricing; {@code null} if no call is costly
 * @param maxPerSecond how many calls that the ratio picks are kept each second, more than
 * 0; {@code null} for any number
 */
public record KeepRules(double ratio, Duration slowerThan, @Nullable BigDecimal costlierThan,
		@Nullable Double maxPerSecond) {

	/**
	 * Create rules.
	 * @param ratio which part of the calls is kept that nothing else speaks for
	 * @param slowerThan how long a call takes at most without being slow
	 * @param costlierThan how much a call costs at most without being costly
	 * @param maxPerSecond how many calls that the ratio picks are kept each second
	 * @throws IllegalArgumentException if a value is out of its range
	 */
	public KeepRules {
		if (!(ratio >= 0 && ratio <= 1)) {
			throw new IllegalArgumentException("A ratio is 0 to 1");
		}
		if (slowerThan.isNegative() || (costlierThan != null && costlierThan.signum() < 0)) {
			throw new IllegalArgumentException("A threshold is not negative");
		}
		if (maxPerSecond != null && !(maxPerSecond > 0 && Double.isFinite(maxPerSecond))) {
			throw new IllegalArgumentException("A rate is more than 0");
		}
	}

}

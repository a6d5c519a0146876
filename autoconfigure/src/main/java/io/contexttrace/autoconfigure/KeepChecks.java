package io.contexttrace.autoconfigure;

import java.math.BigDecimal;
import java.time.Duration;

import io.contexttrace.llm.record.KeepRules;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Turns the properties of keeping into rules, or stops the start.
 */
final class KeepChecks {

	private KeepChecks() {
	}

	static KeepRules rules(KeepProperties keep) {
		BigDecimal costlierThan = keep.costlierThan();
		Double maxPerSecond = keep.maxPerSecond();
		check(keep.ratio() >= 0 && keep.ratio() <= 1, "ratio", keep.ratio(),
				"A ratio is 0 (none) to 1 (all), such as 0.1.");
		check(!keep.slowerThan().isNegative(), "slower-than", keep.slowerThan(),
				"A call takes 0s or longer; the default is 10s.");
		check(costlierThan == null || costlierThan.signum() >= 0, "costlier-than", costlierThan,
				"A cost is 0 or more, such as 0.50.");
		check(maxPerSecond == null || (maxPerSecond > 0 && Double.isFinite(maxPerSecond)), "max-per-second",
				maxPerSecond, "A rate is more than 0; without the property there is no limit, and to keep none set"
						+ " context-trace.content.keep.ratio=0.");
		return new KeepRules(keep.ratio(), keep.slowerThan(), costlierThan, maxPerSecond);
	}

	static Duration debugDuration(KeepProperties keep) {
		check(keep.debugDuration().compareTo(Duration.ZERO) > 0, "debug-duration", keep.debugDuration(),
				"A mark holds for longer than 0s; the default is 1h.");
		return keep.debugDuration();
	}

	private static void check(boolean valid, String property, @Nullable Object value, String reason) {
		if (!valid) {
			throw invalid(property, value, reason);
		}
	}

	private static InvalidConfigurationPropertyValueException invalid(String property, @Nullable Object value,
			String reason) {
		return PropertyChecks.invalid("content.keep." + property, value, reason);
	}

}

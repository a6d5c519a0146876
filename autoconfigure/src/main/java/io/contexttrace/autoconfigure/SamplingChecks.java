package io.contexttrace.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.autoconfigure.SamplingProperties.Strategy;
import io.contexttrace.sampling.AdaptiveSampler;
import io.contexttrace.sampling.RuleSampler;
import io.contexttrace.sampling.SamplingRule;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.jspecify.annotations.Nullable;

/**
 * Turns the properties of sampling into a sampler, or stops the start.
 */
final class SamplingChecks {

	private static final double MIN_RATE = 0.001;

	private static final double MAX_RATE = 1_000_000;

	private static final String STRATEGIES = "It is one of always_on, always_off, ratio and adaptive.";

	private SamplingChecks() {
	}

	static Sampler sampler(SamplingProperties properties) {
		Strategy strategy = properties.strategy();
		if (strategy == null) {
			throw invalid("strategy", "",
					"It is missing or empty. Other properties of context-trace.sampling do nothing without" + " it. "
							+ STRATEGIES + " To leave sampling to Spring Boot, remove them all.");
		}
		Sampler otherwise = sampler("", strategy, properties.ratio(), properties.adaptive());
		List<SamplingRule> rules = rules(properties);
		Sampler root = rules.isEmpty() ? otherwise : new RuleSampler(rules, otherwise);
		return properties.parentBased() ? Sampler.parentBased(root) : root;
	}

	private static List<SamplingRule> rules(SamplingProperties properties) {
		List<SamplingRule> rules = new ArrayList<>();
		for (SamplingProperties.Rule rule : properties.rules()) {
			String name = "rules[" + rules.size() + "].";
			rules.add(new SamplingRule(work(name, rule), sampler(name, rule, properties.adaptive().routeInterval())));
		}
		return rules;
	}

	private static Predicate<ContextSnapshot> work(String name, SamplingProperties.Rule rule) {
		String path = rule.path();
		String kind = rule.kind();
		if (kind == null && path == null) {
			throw invalid(name + "path", "", "A rule has a path, such as '/orders/**', a kind, such as 'batch', or"
					+ " both. What holds for all else is context-trace.sampling.strategy.");
		}
		Predicate<ContextSnapshot> work = (kind != null)
				? SamplingRule.kind(PropertyChecks.kind("sampling." + name + "kind", kind)) : (held) -> true;
		return (path != null) ? work.and(PathChecks.served("sampling." + name + "path", path)) : work;
	}

	private static Sampler sampler(String name, SamplingProperties.Rule rule, Duration routeInterval) {
		Strategy strategy = strategy(name, rule);
		Double ratio = rule.ratio();
		Double rate = rule.tracesPerSecond();
		require(strategy != Strategy.RATIO || ratio != null, name + "ratio", "This rule needs a ratio, such as 0.1.");
		require(strategy != Strategy.ADAPTIVE || rate != null, name + "traces-per-second",
				"This rule needs a limit, such as 10.");
		return sampler(name, strategy, (ratio != null) ? ratio : 0,
				new SamplingProperties.Adaptive((rate != null) ? rate : 1, routeInterval));
	}

	private static Strategy strategy(String name, SamplingProperties.Rule rule) {
		boolean ratio = rule.ratio() != null;
		Strategy implied = ratio ? Strategy.RATIO : (rule.tracesPerSecond() != null) ? Strategy.ADAPTIVE : null;
		Strategy strategy = (rule.strategy() != null) ? rule.strategy() : implied;
		boolean contradicted = (implied != null && implied != strategy) || (ratio && rule.tracesPerSecond() != null);
		if (strategy == null || contradicted) {
			throw invalid(name + "strategy", "",
					"A rule has a ratio, or a limit traces-per-second, or else a strategy. " + STRATEGIES);
		}
		return strategy;
	}

	private static Sampler sampler(String name, Strategy strategy, double ratio, SamplingProperties.Adaptive adaptive) {
		String adaptiveName = name.isEmpty() ? "adaptive." : name;
		return switch (strategy) {
			case ALWAYS_ON -> Sampler.alwaysOn();
			case ALWAYS_OFF -> Sampler.alwaysOff();
			case RATIO -> Sampler.traceIdRatioBased(ratio(name + "ratio", ratio));
			case ADAPTIVE -> new AdaptiveSampler(rate(adaptiveName + "traces-per-second", adaptive.tracesPerSecond()),
					routeInterval(adaptive.routeInterval()));
		};
	}

	private static double ratio(String property, double ratio) {
		if (!(ratio >= 0 && ratio <= 1)) {
			throw invalid(property, ratio, "A ratio is 0 (none) to 1 (all), such as 0.1.");
		}
		return ratio;
	}

	private static double rate(String property, double rate) {
		if (!(rate >= MIN_RATE && rate <= MAX_RATE)) {
			throw invalid(property, rate, "A limit is 0.001 (one trace in 1000 seconds) to 1000000 traces a second."
					+ " To record none, use the strategy always_off.");
		}
		return rate;
	}

	private static Duration routeInterval(Duration interval) {
		if (interval.isNegative()) {
			throw invalid("adaptive.route-interval", interval,
					"It is 0s, for no trace beyond the limit, or longer; the default is 1m.");
		}
		return interval;
	}

	private static void require(boolean condition, String property, String reason) {
		if (!condition) {
			throw invalid(property, "", reason);
		}
	}

	private static RuntimeException invalid(String property, @Nullable Object value, String reason) {
		return PropertyChecks.invalid("sampling." + property, value, reason);
	}

}

package io.contexttrace.metrics;

import java.util.function.Function;
import java.util.stream.DoubleStream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * Makes meters of durations and tokens with the units and buckets that they all have.
 */
final class LlmMeterFamilies {

	private static final String TOKENS = "tokens";

	/**
	 * Powers of 4 from 1 to 67108864.
	 */
	private static final double[] BUCKETS = DoubleStream.iterate(1, (bucket) -> bucket * 4).limit(14).toArray();

	private final MeterRegistry registry;

	LlmMeterFamilies(MeterRegistry registry) {
		this.registry = registry;
	}

	MeterFamily<LlmTags, Timer> timers(String name, String description) {
		return timers(name, description, LlmTags::toTags);
	}

	<K> MeterFamily<K, Timer> timers(String name, String description, Function<K, Tags> tags) {
		return new MeterFamily<>((key) -> Timer.builder(name)
			.description(description)
			.serviceLevelObjectives(DurationBuckets.all())
			.tags(tags.apply(key))
			.register(this.registry));
	}

	MeterFamily<LlmTags, Counter> tokenCounters(String name, String description) {
		return new MeterFamily<>((tags) -> Counter.builder(name)
			.description(description)
			.baseUnit(TOKENS)
			.tags(tags.toTags())
			.register(this.registry));
	}

	<K> MeterFamily<K, Counter> counters(String name, String description, Function<K, Tags> tags) {
		return new MeterFamily<>(
				(key) -> Counter.builder(name).description(description).tags(tags.apply(key)).register(this.registry));
	}

	MeterFamily<LlmTags, DistributionSummary> tokenSummaries(String name, String description) {
		return new MeterFamily<>((tags) -> DistributionSummary.builder(name)
			.description(description)
			.baseUnit(TOKENS)
			.serviceLevelObjectives(BUCKETS)
			.tags(tags.toTags())
			.register(this.registry));
	}

}

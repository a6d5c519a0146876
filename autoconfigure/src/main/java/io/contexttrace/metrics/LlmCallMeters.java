package io.contexttrace.metrics;

import java.time.Duration;

import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Measures every LLM call, whether it succeeded or not and whether it is kept or not:
 * durations in seconds and tokens, under the names in {@link MeterNames}. What is not
 * known is not recorded. Safe for use by several threads.
 * <p>
 * The time per output chunk is recorded once for each stream that had two chunks or more,
 * and is the mean of that call: the time from the first chunk to the end, shared among
 * the chunks after the first.
 */
public final class LlmCallMeters implements LlmCallListener {

	private final MeterRegistry registry;

	private final TagValues tagValues;

	private final MeterFamily<LlmTags, Timer> duration;

	private final MeterFamily<LlmTags, Timer> timeToFirstChunk;

	private final MeterFamily<LlmTags, Timer> timePerOutputChunk;

	private final LlmUsageMeters usage;

	/**
	 * Create a listener that measures.
	 * @param registry where the meters are registered, each when it is first needed
	 * @param maxTagValues how many different values each tag can have, at least 1; the
	 * rest is {@value MeterNames#OTHER}
	 */
	public LlmCallMeters(MeterRegistry registry, int maxTagValues) {
		this.registry = registry;
		this.tagValues = new TagValues(maxTagValues);
		this.duration = timers(MeterNames.LLM_DURATION, "Time that a call to a model took");
		this.timeToFirstChunk = timers(MeterNames.LLM_TIME_TO_FIRST_CHUNK,
				"Time until the first chunk of a stream arrived");
		this.timePerOutputChunk = timers(MeterNames.LLM_TIME_PER_OUTPUT_CHUNK,
				"Time between the chunks of a stream, as the mean of a call");
		this.usage = new LlmUsageMeters(registry);
	}

	@Override
	public void finished(LlmCall call) {
		LlmTags tags = LlmTags.of(call, this.tagValues);
		this.duration.get(tags).record(call.timing().duration());
		recordChunks(tags, call.timing());
		this.usage.record(tags, call.response().usage());
	}

	private void recordChunks(LlmTags tags, LlmCall.Timing timing) {
		Duration first = timing.timeToFirstChunk();
		if (first == null) {
			return;
		}
		this.timeToFirstChunk.get(tags).record(first);
		Long chunks = timing.chunks();
		if (chunks != null && chunks > 1) {
			this.timePerOutputChunk.get(tags).record(timing.duration().minus(first).dividedBy(chunks - 1));
		}
	}

	private MeterFamily<LlmTags, Timer> timers(String name, String description) {
		return new MeterFamily<>((tags) -> Timer.builder(name)
			.description(description)
			.serviceLevelObjectives(DurationBuckets.all())
			.tags(tags.toTags())
			.register(this.registry));
	}

}

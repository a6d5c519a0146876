package io.contexttrace.metrics;

import java.time.Duration;

import io.contexttrace.llm.LlmCall;
import io.micrometer.core.instrument.Timer;

/**
 * Measures calls in which a model made something: durations, chunks and tokens.
 */
final class InferenceMeters {

	private final MeterFamily<LlmTags, Timer> duration;

	private final MeterFamily<LlmTags, Timer> timeToFirstChunk;

	private final MeterFamily<LlmTags, Timer> timePerOutputChunk;

	private final LlmUsageMeters usage;

	InferenceMeters(LlmMeterFamilies families) {
		this.duration = families.timers(MeterNames.LLM_DURATION, "Time that a call to a model took");
		this.timeToFirstChunk = families.timers(MeterNames.LLM_TIME_TO_FIRST_CHUNK,
				"Time until the first chunk of a stream arrived");
		this.timePerOutputChunk = families.timers(MeterNames.LLM_TIME_PER_OUTPUT_CHUNK,
				"Time between the chunks of a stream, as the mean of a call");
		this.usage = new LlmUsageMeters(families);
	}

	void record(LlmTags tags, LlmCall call) {
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

}

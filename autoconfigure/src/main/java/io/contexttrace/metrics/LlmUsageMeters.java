package io.contexttrace.metrics;

import java.util.stream.DoubleStream;

import io.contexttrace.llm.LlmUsage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tokens that calls used. What the provider did not report is not counted, not
 * even as zero.
 */
final class LlmUsageMeters {

	private static final String TOKENS = "tokens";

	/**
	 * Powers of 4 from 1 to 67108864.
	 */
	private static final double[] BUCKETS = DoubleStream.iterate(1, (bucket) -> bucket * 4).limit(14).toArray();

	private final MeterRegistry registry;

	private final MeterFamily<LlmTags, Counter> input;

	private final MeterFamily<LlmTags, Counter> output;

	private final MeterFamily<LlmTags, Counter> cacheRead;

	private final MeterFamily<LlmTags, Counter> cacheWrite;

	private final MeterFamily<LlmTags, Counter> reasoning;

	private final MeterFamily<LlmTags, DistributionSummary> inputOfCall;

	private final MeterFamily<LlmTags, DistributionSummary> outputOfCall;

	LlmUsageMeters(MeterRegistry registry) {
		this.registry = registry;
		this.input = counters(MeterNames.LLM_INPUT_TOKENS, "Tokens of prompts");
		this.output = counters(MeterNames.LLM_OUTPUT_TOKENS, "Tokens of answers");
		this.cacheRead = counters(MeterNames.LLM_CACHE_READ_TOKENS, "Tokens of prompts read from the provider's cache");
		this.cacheWrite = counters(MeterNames.LLM_CACHE_WRITE_TOKENS,
				"Tokens of prompts written to the provider's cache");
		this.reasoning = counters(MeterNames.LLM_REASONING_TOKENS, "Tokens spent on reasoning");
		this.inputOfCall = summaries(MeterNames.LLM_CALL_INPUT_TOKENS, "Tokens of the prompt of a call");
		this.outputOfCall = summaries(MeterNames.LLM_CALL_OUTPUT_TOKENS, "Tokens of the answer of a call");
	}

	void record(LlmTags tags, LlmUsage usage) {
		count(this.input, tags, usage.input());
		count(this.output, tags, usage.output());
		count(this.cacheRead, tags, usage.cacheRead());
		count(this.cacheWrite, tags, usage.cacheWrite());
		count(this.reasoning, tags, usage.reasoning());
		distribute(this.inputOfCall, tags, usage.input());
		distribute(this.outputOfCall, tags, usage.output());
	}

	private static void count(MeterFamily<LlmTags, Counter> counters, LlmTags tags, @Nullable Long tokens) {
		if (tokens != null && tokens >= 0) {
			counters.get(tags).increment(tokens);
		}
	}

	private static void distribute(MeterFamily<LlmTags, DistributionSummary> summaries, LlmTags tags,
			@Nullable Long tokens) {
		if (tokens != null && tokens >= 0) {
			summaries.get(tags).record(tokens);
		}
	}

	private MeterFamily<LlmTags, Counter> counters(String name, String description) {
		return new MeterFamily<>((tags) -> Counter.builder(name)
			.description(description)
			.baseUnit(TOKENS)
			.tags(tags.toTags())
			.register(this.registry));
	}

	private MeterFamily<LlmTags, DistributionSummary> summaries(String name, String description) {
		return new MeterFamily<>((tags) -> DistributionSummary.builder(name)
			.description(description)
			.baseUnit(TOKENS)
			.serviceLevelObjectives(BUCKETS)
			.tags(tags.toTags())
			.register(this.registry));
	}

}

package io.contexttrace.metrics;

import io.contexttrace.llm.LlmUsage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tokens that calls used. What the provider did not report is not counted, not
 * even as zero.
 */
final class LlmUsageMeters {

	private final MeterFamily<LlmTags, Counter> input;

	private final MeterFamily<LlmTags, Counter> output;

	private final MeterFamily<LlmTags, Counter> cacheRead;

	private final MeterFamily<LlmTags, Counter> cacheWrite;

	private final MeterFamily<LlmTags, Counter> reasoning;

	private final MeterFamily<LlmTags, DistributionSummary> inputOfCall;

	private final MeterFamily<LlmTags, DistributionSummary> outputOfCall;

	LlmUsageMeters(LlmMeterFamilies families) {
		this.input = families.tokenCounters(MeterNames.LLM_INPUT_TOKENS, "Tokens of prompts");
		this.output = families.tokenCounters(MeterNames.LLM_OUTPUT_TOKENS, "Tokens of answers");
		this.cacheRead = families.tokenCounters(MeterNames.LLM_CACHE_READ_TOKENS,
				"Tokens of prompts read from the provider's cache");
		this.cacheWrite = families.tokenCounters(MeterNames.LLM_CACHE_WRITE_TOKENS,
				"Tokens of prompts written to the provider's cache");
		this.reasoning = families.tokenCounters(MeterNames.LLM_REASONING_TOKENS, "Tokens spent on reasoning");
		this.inputOfCall = families.tokenSummaries(MeterNames.LLM_CALL_INPUT_TOKENS, "Tokens of the prompt of a call");
		this.outputOfCall = families.tokenSummaries(MeterNames.LLM_CALL_OUTPUT_TOKENS,
				"Tokens of the answer of a call");
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

	static void distribute(MeterFamily<LlmTags, DistributionSummary> summaries, LlmTags tags, @Nullable Long tokens) {
		if (tokens != null && tokens >= 0) {
			summaries.get(tags).record(tokens);
		}
	}

	private static void count(MeterFamily<LlmTags, Counter> counters, LlmTags tags, @Nullable Long tokens) {
		if (tokens != null && tokens >= 0) {
			counters.get(tags).increment(tokens);
		}
	}

}

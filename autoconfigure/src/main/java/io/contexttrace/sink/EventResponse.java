package io.contexttrace.sink;

import java.time.Duration;

import io.contexttrace.llm.Cost;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.llm.LlmResponse;
import io.contexttrace.llm.LlmUsage;
import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an event that tell what the model answered, without the text, and how
 * the call ended.
 */
final class EventResponse {

	private static final double NANOS_PER_SECOND = 1_000_000_000.0;

	private EventResponse() {
	}

	static void put(AttributesBuilder attributes, LlmRecord record) {
		LlmCall call = record.call();
		LlmResponse response = call.response();
		attributes.put(GenAiAttributes.RESPONSE_MODEL, response.model());
		attributes.put(GenAiAttributes.RESPONSE_ID, response.id());
		if (!response.finishReasons().isEmpty()) {
			attributes.put(GenAiAttributes.FINISH_REASONS, response.finishReasons());
		}
		attributes.put(GenAiAttributes.TIME_TO_FIRST_CHUNK, seconds(call.timing().timeToFirstChunk()));
		usage(attributes, response.usage());
		outcome(attributes, call.outcome());
		cost(attributes, call.cost());
		attributes.put(GenAiAttributes.KEPT_REASON, record.kept().reason());
	}

	private static void usage(AttributesBuilder attributes, LlmUsage usage) {
		attributes.put(GenAiAttributes.INPUT_TOKENS, usage.input());
		attributes.put(GenAiAttributes.OUTPUT_TOKENS, usage.output());
		attributes.put(GenAiAttributes.CACHE_READ_TOKENS, usage.cacheRead());
		attributes.put(GenAiAttributes.CACHE_WRITE_TOKENS, usage.cacheWrite());
		attributes.put(GenAiAttributes.REASONING_TOKENS, usage.reasoning());
	}

	private static void outcome(AttributesBuilder attributes, LlmCall.Outcome outcome) {
		Integer httpStatus = outcome.transport().httpStatus();
		attributes.put(GenAiAttributes.STATUS, outcome.status().value());
		attributes.put(GenAiAttributes.ERROR_TYPE, outcome.errorType());
		attributes.put(GenAiAttributes.HTTP_STATUS, (httpStatus != null) ? Long.valueOf(httpStatus) : null);
	}

	private static void cost(AttributesBuilder attributes, @Nullable Cost cost) {
		if (cost != null) {
			attributes.put(GenAiAttributes.COST_AMOUNT, cost.amount().doubleValue());
			attributes.put(GenAiAttributes.COST_CURRENCY, cost.currency());
		}
	}

	private static @Nullable Double seconds(@Nullable Duration duration) {
		return (duration != null) ? duration.toNanos() / NANOS_PER_SECOND : null;
	}

}

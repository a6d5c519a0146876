package io.contexttrace.sink;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

import io.contexttrace.Prompt;
import io.contexttrace.llm.LlmRequest;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an event that tell what was asked of the model.
 */
final class EventRequest {

	private static final Set<String> OUTPUT_TYPES = Set.of("text", "json", "image", "speech");

	private EventRequest() {
	}

	static void put(AttributesBuilder attributes, LlmRequest request) {
		attributes.put(GenAiAttributes.OPERATION, request.operation());
		attributes.put(GenAiAttributes.PROVIDER, request.provider());
		attributes.put(GenAiAttributes.REQUEST_MODEL, request.model());
		attributes.put(GenAiAttributes.STREAM, request.stream() ? Boolean.TRUE : null);
		parameters(attributes, request.parameters());
		Prompt prompt = request.prompt();
		if (prompt != null) {
			attributes.put(GenAiAttributes.PROMPT_NAME, prompt.name());
			attributes.put(GenAiAttributes.PROMPT_VERSION, prompt.version());
			attributes.put(GenAiAttributes.PROMPT_VARIANT, prompt.variant());
		}
	}

	private static void parameters(AttributesBuilder attributes, Map<String, Object> parameters) {
		decimal(attributes, GenAiAttributes.TEMPERATURE, parameters.get("temperature"));
		decimal(attributes, GenAiAttributes.TOP_P, parameters.get("topP"));
		whole(attributes, GenAiAttributes.TOP_K, parameters.get("topK"));
		whole(attributes, GenAiAttributes.MAX_TOKENS, parameters.get("maxTokens"));
		if (parameters.get("stopSequences") instanceof Collection<?> texts) {
			attributes.put(GenAiAttributes.STOP_SEQUENCES, texts.stream().map(String::valueOf).toList());
		}
		decimal(attributes, GenAiAttributes.FREQUENCY_PENALTY, parameters.get("frequencyPenalty"));
		decimal(attributes, GenAiAttributes.PRESENCE_PENALTY, parameters.get("presencePenalty"));
		whole(attributes, GenAiAttributes.SEED, parameters.get("seed"));
		if (parameters.get("n") instanceof Integer choices && choices != 1) {
			attributes.put(GenAiAttributes.CHOICE_COUNT, choices.longValue());
		}
		if (parameters.get("reasoningEffort") instanceof String level) {
			attributes.put(GenAiAttributes.REASONING_LEVEL, level);
		}
		attributes.put(GenAiAttributes.OUTPUT_TYPE,
				outputType(parameters.getOrDefault("outputType", parameters.get("responseFormat"))));
	}

	private static @Nullable String outputType(@Nullable Object format) {
		if (!(format instanceof String type)) {
			return null;
		}
		// providers tell JSON with a schema from JSON without one
		String output = type.startsWith("json") ? "json" : type;
		return OUTPUT_TYPES.contains(output) ? output : null;
	}

	private static void decimal(AttributesBuilder attributes, AttributeKey<Double> key, @Nullable Object value) {
		attributes.put(key, (value instanceof Number number) ? Double.valueOf(number.doubleValue()) : null);
	}

	private static void whole(AttributesBuilder attributes, AttributeKey<Long> key, @Nullable Object value) {
		attributes.put(key, (value instanceof Number number) ? Long.valueOf(number.longValue()) : null);
	}

}

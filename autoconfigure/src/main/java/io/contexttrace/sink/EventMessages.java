package io.contexttrace.sink;

import java.util.ArrayList;
import java.util.List;

import io.contexttrace.llm.LlmContent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an event that tell what was said, in the form of OpenTelemetry's
 * GenAI messages, which has no place for sizes: without texts there are no messages.
 */
final class EventMessages {

	private static final String SYSTEM = "system";

	private EventMessages() {
	}

	static void put(AttributesBuilder attributes, @Nullable LlmContent content) {
		if (content == null) {
			return;
		}
		// Spring AI takes what the system says apart from what was said so far
		put(attributes, GenAiAttributes.SYSTEM_INSTRUCTIONS,
				content.input()
					.stream()
					.filter((message) -> message.role().equals(SYSTEM))
					.flatMap((message) -> parts(message).stream())
					.toList());
		put(attributes, GenAiAttributes.INPUT_MESSAGES,
				messages(content.input().stream().filter((message) -> !message.role().equals(SYSTEM)).toList()));
		put(attributes, GenAiAttributes.OUTPUT_MESSAGES, messages(content.output()));
		LlmContent.Encryption encryption = content.encryption();
		if (encryption != null) {
			attributes.put(GenAiAttributes.ENCRYPTION_ALGORITHM, encryption.algorithm());
			attributes.put(GenAiAttributes.ENCRYPTION_KEY_ID, encryption.keyId());
		}
	}

	private static void put(AttributesBuilder attributes, AttributeKey<Value<?>> key, List<Value<?>> values) {
		if (!values.isEmpty()) {
			attributes.put(key, Value.of(values));
		}
	}

	private static List<Value<?>> messages(List<LlmContent.Message> messages) {
		List<Value<?>> values = new ArrayList<>();
		for (LlmContent.Message message : messages) {
			List<Value<?>> parts = parts(message);
			if (!parts.isEmpty()) {
				values.add(
						Value.of(KeyValue.of("role", Value.of(message.role())), KeyValue.of("parts", Value.of(parts))));
			}
		}
		return values;
	}

	private static List<Value<?>> parts(LlmContent.Message message) {
		List<Value<?>> parts = new ArrayList<>();
		String text = message.text().value();
		LlmContent.ToolCall answered = message.toolCall();
		if (text != null && answered != null) {
			parts.add(part("tool_call_response", answered.id(), null, "response", text));
		}
		else if (text != null && !text.isEmpty()) {
			parts.add(part("text", null, null, "content", text));
		}
		for (LlmContent.ToolCall call : message.toolCalls()) {
			LlmContent.Text arguments = call.arguments();
			if (arguments != null && arguments.value() != null) {
				parts.add(part("tool_call", call.id(), call.name(), "arguments", arguments.value()));
			}
		}
		return parts;
	}

	private static Value<?> part(String type, @Nullable String id, @Nullable String name, String key, String text) {
		List<KeyValue> part = new ArrayList<>();
		part.add(KeyValue.of("type", Value.of(type)));
		if (id != null) {
			part.add(KeyValue.of("id", Value.of(id)));
		}
		if (name != null) {
			part.add(KeyValue.of("name", Value.of(name)));
		}
		part.add(KeyValue.of(key, Value.of(text)));
		return Value.of(part.toArray(KeyValue[]::new));
	}

}

package io.contexttrace.test;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes one chat completion in the wire form of the OpenAI API, whole or in chunks.
 */
class CompletionJson {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final String id;

	private final String model;

	private final long created = Instant.now().getEpochSecond();

	CompletionJson(String id, String model) {
		this.id = id;
		this.model = model;
	}

	String whole(ChatReply reply, int choices, @Nullable TokenUsage usage) {
		Map<String, @Nullable Object> message = new LinkedHashMap<>();
		message.put("role", "assistant");
		message.put("content", (reply.toolCall() != null) ? null : reply.text());
		message.put("refusal", null);
		message.put("annotations", List.of());
		if (reply.toolCall() != null) {
			message.put("tool_calls", List.of(toolCall(reply.toolCall())));
		}
		Map<String, Object> json = envelope("chat.completion");
		json.put("choices",
				IntStream.range(0, choices)
					.mapToObj((index) -> choice(index, "message", message, reply.finishReason()))
					.toList());
		if (usage != null) {
			json.put("usage", usage.json());
		}
		return JSON.writeValueAsString(json);
	}

	String roleChunk() {
		Map<String, Object> delta = new LinkedHashMap<>();
		delta.put("role", "assistant");
		delta.put("content", "");
		return chunk(0, delta, null);
	}

	String contentChunk(int choice, String content) {
		return chunk(choice, Map.of("content", content), null);
	}

	String toolCallChunk(ChatReply.ToolCall call) {
		Map<String, Object> json = toolCall(call);
		json.put("index", 0);
		return chunk(0, Map.of("tool_calls", List.of(json)), null);
	}

	String finishChunk(int choice, String finishReason) {
		return chunk(choice, Map.of(), finishReason);
	}

	String usageChunk(TokenUsage usage) {
		Map<String, Object> json = envelope("chat.completion.chunk");
		json.put("choices", List.of());
		json.put("usage", usage.json());
		return JSON.writeValueAsString(json);
	}

	private String chunk(int index, Map<String, Object> delta, @Nullable String finishReason) {
		Map<String, Object> json = envelope("chat.completion.chunk");
		json.put("choices", List.of(choice(index, "delta", delta, finishReason)));
		return JSON.writeValueAsString(json);
	}

	private Map<String, Object> envelope(String object) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("id", "chatcmpl-" + this.id);
		json.put("object", object);
		json.put("created", this.created);
		json.put("model", this.model);
		json.put("service_tier", "default");
		json.put("system_fingerprint", "fp_%08x".formatted(this.model.hashCode()));
		return json;
	}

	private static Map<String, @Nullable Object> choice(int index, String name, Object content,
			@Nullable String finishReason) {
		Map<String, @Nullable Object> choice = new LinkedHashMap<>();
		choice.put("index", index);
		choice.put(name, content);
		choice.put("logprobs", null);
		choice.put("finish_reason", finishReason);
		return choice;
	}

	private Map<String, Object> toolCall(ChatReply.ToolCall call) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("id", "call_" + this.id);
		json.put("type", "function");
		json.put("function", Map.of("name", call.name(), "arguments", JSON.writeValueAsString(call.arguments())));
		return json;
	}

}

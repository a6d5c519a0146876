package io.contexttrace.hop.providers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * Anthropic's Messages API.
 */
final class AnthropicFormat implements WireFormat {

	@Override
	public boolean isStream(String path, JsonNode request) {
		return request.path("stream").asBoolean(false);
	}

	@Override
	public byte[] whole(JsonNode request, boolean tool) {
		Object content = tool
				? Map.of("type", "tool_use", "id", "t1", "name", Lookup.NAME, "input", Map.of("what", "anthropic-tool"))
				: Map.of("type", "text", "text", String.join("", ProviderServer.ANSWER));
		return ProviderServer.json(Map.of("id", "msg_1", "type", "message", "role", "assistant", "model",
				"claude-answering", "content", List.of(content), "stop_reason", stopReason(tool), "usage", usage()));
	}

	@Override
	public String streamType() {
		return "text/event-stream";
	}

	@Override
	public List<byte[]> chunks(JsonNode request, boolean tool) {
		List<byte[]> chunks = new ArrayList<>();
		chunks.add(event("message_start",
				Map.of("message",
						Map.of("id", "msg_1", "type", "message", "role", "assistant", "model", "claude-answering",
								"content", List.of(), "usage", Map.of("input_tokens", 11, "output_tokens", 1)))));
		if (tool) {
			chunks.add(event("content_block_start", Map.of("index", 0, "content_block",
					Map.of("type", "tool_use", "id", "t1", "name", Lookup.NAME, "input", Map.of()))));
			chunks.add(delta(Map.of("type", "input_json_delta", "partial_json", "{\"what\":\"anthropic-tool\"}")));
		}
		else {
			chunks.add(event("content_block_start",
					Map.of("index", 0, "content_block", Map.of("type", "text", "text", ""))));
			ProviderServer.ANSWER.forEach((word) -> chunks.add(delta(Map.of("type", "text_delta", "text", word))));
		}
		chunks.add(event("content_block_stop", Map.of("index", 0)));
		chunks.add(event("message_delta", Map.of("delta", Map.of("stop_reason", stopReason(tool)), "usage", usage())));
		chunks.add(event("message_stop", Map.of()));
		return chunks;
	}

	@Override
	public int chunksBeforeText() {
		return 2;
	}

	@Override
	public byte[] error(int status) {
		return ProviderServer.json(Map.of("type", "error", "error", Map.of("type", "api_error", "message", "refused")));
	}

	private static String stopReason(boolean tool) {
		return tool ? "tool_use" : "end_turn";
	}

	private static Map<String, Object> usage() {
		return Map.of("input_tokens", 11, "output_tokens", 3);
	}

	private static byte[] delta(Map<String, Object> delta) {
		return event("content_block_delta", Map.of("index", 0, "delta", delta));
	}

	private static byte[] event(String type, Map<String, Object> fields) {
		Map<String, Object> all = new LinkedHashMap<>(fields);
		all.put("type", type);
		return ProviderServer.event(type, all);
	}

}

package io.contexttrace.hop.providers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * Ollama's chat API, which streams lines of JSON.
 */
final class OllamaFormat implements WireFormat {

	@Override
	public boolean isStream(String path, JsonNode request) {
		return request.path("stream").asBoolean(false);
	}

	@Override
	public byte[] whole(JsonNode request, boolean tool) {
		return ProviderServer.json(last(tool ? toolCall() : text(String.join("", ProviderServer.ANSWER))));
	}

	@Override
	public String streamType() {
		return "application/x-ndjson";
	}

	@Override
	public List<byte[]> chunks(JsonNode request, boolean tool) {
		List<byte[]> chunks = new ArrayList<>();
		if (tool) {
			chunks.add(line(answer(toolCall())));
		}
		else {
			ProviderServer.ANSWER.forEach((word) -> chunks.add(line(answer(text(word)))));
		}
		chunks.add(line(last(text(""))));
		return chunks;
	}

	@Override
	public int chunksBeforeText() {
		return 0;
	}

	@Override
	public byte[] error(int status) {
		return ProviderServer.json(Map.of("error", "refused"));
	}

	private static Map<String, Object> text(String text) {
		return Map.of("role", "assistant", "content", text);
	}

	private static Map<String, Object> toolCall() {
		return Map.of("role", "assistant", "content", "", "tool_calls",
				List.of(Map.of("function", Map.of("name", Lookup.NAME, "arguments", Map.of("what", "ollama-tool")))));
	}

	private static Map<String, Object> answer(Map<String, Object> message) {
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("model", "llama-answering");
		answer.put("created_at", "2026-01-01T00:00:00Z");
		answer.put("message", message);
		answer.put("done", false);
		return answer;
	}

	private static Map<String, Object> last(Map<String, Object> message) {
		Map<String, Object> last = answer(message);
		last.putAll(Map.of("done", true, "done_reason", "stop", "prompt_eval_count", 11, "eval_count", 3,
				"total_duration", 5, "load_duration", 1, "prompt_eval_duration", 1, "eval_duration", 1));
		return last;
	}

	private static byte[] line(Map<String, Object> value) {
		return (new String(ProviderServer.json(value), StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
	}

}

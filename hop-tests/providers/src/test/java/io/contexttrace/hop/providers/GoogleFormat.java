package io.contexttrace.hop.providers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Google's Gemini API.
 */
final class GoogleFormat implements WireFormat {

	@Override
	public boolean isStream(String path, JsonNode request) {
		return path.contains(":streamGenerateContent");
	}

	@Override
	public byte[] whole(JsonNode request, boolean tool) {
		return ProviderServer.json(last(tool ? toolCall() : text(String.join("", ProviderServer.ANSWER))));
	}

	@Override
	public String streamType() {
		return "text/event-stream";
	}

	@Override
	public List<byte[]> chunks(JsonNode request, boolean tool) {
		List<byte[]> chunks = new ArrayList<>();
		if (tool) {
			chunks.add(ProviderServer.event(last(toolCall())));
			return chunks;
		}
		chunks.add(ProviderServer.event(answer(text(ProviderServer.ANSWER.get(0)), null)));
		chunks.add(ProviderServer.event(answer(text(ProviderServer.ANSWER.get(1)), null)));
		chunks.add(ProviderServer.event(last(text(ProviderServer.ANSWER.get(2)))));
		return chunks;
	}

	@Override
	public int chunksBeforeText() {
		return 0;
	}

	@Override
	public byte[] error(int status) {
		return ProviderServer
			.json(Map.of("error", Map.of("code", status, "message", "refused", "status", "UNAVAILABLE")));
	}

	private static Map<String, Object> text(String text) {
		return Map.of("text", text);
	}

	private static Map<String, Object> toolCall() {
		return Map.of("functionCall", Map.of("name", Lookup.NAME, "args", Map.of("what", "google-genai-tool")));
	}

	private static Map<String, Object> last(Map<String, Object> part) {
		Map<String, Object> last = answer(part, "STOP");
		last.put("usageMetadata", Map.of("promptTokenCount", 11, "candidatesTokenCount", 3, "totalTokenCount", 14));
		return last;
	}

	private static Map<String, Object> answer(Map<String, Object> part, @Nullable String reason) {
		Map<String, Object> candidate = new LinkedHashMap<>();
		candidate.put("content", Map.of("role", "model", "parts", List.of(part)));
		candidate.put("index", 0);
		if (reason != null) {
			candidate.put("finishReason", reason);
		}
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("candidates", List.of(candidate));
		answer.put("modelVersion", "gemini-answering");
		return answer;
	}

}

package io.contexttrace.hop.providers;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import tools.jackson.databind.JsonNode;

/**
 * Bedrock's Converse API, which streams binary events.
 */
final class BedrockFormat implements WireFormat {

	@Override
	public boolean isStream(String path, JsonNode request) {
		return path.endsWith("/converse-stream");
	}

	@Override
	public byte[] whole(JsonNode request, boolean tool) {
		Map<String, Object> content = tool
				? Map.of("toolUse",
						Map.of("toolUseId", "t1", "name", Lookup.NAME, "input",
								Map.of("what", "bedrock-converse-tool")))
				: Map.of("text", String.join("", ProviderServer.ANSWER));
		return ProviderServer
			.json(Map.of("output", Map.of("message", Map.of("role", "assistant", "content", List.of(content))),
					"stopReason", stopReason(tool), "usage", usage(), "metrics", Map.of("latencyMs", 1)));
	}

	@Override
	public String streamType() {
		return "application/vnd.amazon.eventstream";
	}

	@Override
	public List<byte[]> chunks(JsonNode request, boolean tool) {
		List<byte[]> chunks = new ArrayList<>();
		chunks.add(event("messageStart", Map.of("role", "assistant")));
		if (tool) {
			chunks.add(event("contentBlockStart", Map.of("contentBlockIndex", 0, "start",
					Map.of("toolUse", Map.of("toolUseId", "t1", "name", Lookup.NAME)))));
			chunks.add(event("contentBlockDelta", Map.of("contentBlockIndex", 0, "delta",
					Map.of("toolUse", Map.of("input", "{\"what\":\"bedrock-converse-tool\"}")))));
		}
		else {
			ProviderServer.ANSWER.forEach((word) -> chunks
				.add(event("contentBlockDelta", Map.of("contentBlockIndex", 0, "delta", Map.of("text", word)))));
		}
		chunks.add(event("messageStop", Map.of("stopReason", stopReason(tool))));
		chunks.add(event("metadata", Map.of("usage", usage(), "metrics", Map.of("latencyMs", 1))));
		return chunks;
	}

	@Override
	public int chunksBeforeText() {
		return 1;
	}

	@Override
	public byte[] error(int status) {
		return ProviderServer.json(Map.of("message", "refused"));
	}

	private static String stopReason(boolean tool) {
		return tool ? "tool_use" : "end_turn";
	}

	private static Map<String, Object> usage() {
		return Map.of("inputTokens", 11, "outputTokens", 3, "totalTokens", 14);
	}

	private static byte[] event(String type, Map<String, Object> payload) {
		Map<String, HeaderValue> headers = Map.of(":message-type", HeaderValue.fromString("event"), ":event-type",
				HeaderValue.fromString(type), ":content-type", HeaderValue.fromString("application/json"));
		ByteBuffer encoded = new Message(headers, ProviderServer.json(payload)).toByteBuffer();
		byte[] bytes = new byte[encoded.remaining()];
		encoded.get(bytes);
		return bytes;
	}

}

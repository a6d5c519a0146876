package io.contexttrace.test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * {@code POST /v1/embeddings}.
 */
class EmbeddingsEndpoint implements ModelEndpoint {

	private static final int DEFAULT_DIMENSIONS = 512;

	private static final int MAX_DIMENSIONS = 4096;

	@Override
	public void handle(ModelExchange exchange) throws IOException, ModelException {
		JsonNode json = exchange.json();
		int dimensions = json.path("dimensions").asInt(DEFAULT_DIMENSIONS);
		if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
			throw new ModelException(400, "invalid_request_error", "'dimensions' must be between 1 and 4096");
		}
		List<String> texts = texts(json.path("input"));
		misbehave(Misbehaviour.askedForBy(String.join("\n", texts)));
		HashingEmbedding embedding = new HashingEmbedding(dimensions);
		boolean base64 = json.path("encoding_format").asString("float").equals("base64");
		List<Map<String, Object>> data = new ArrayList<>();
		int tokens = 0;
		for (String text : texts) {
			float[] vector = embedding.embed(text);
			data.add(Map.of("object", "embedding", "index", data.size(), "embedding",
					base64 ? HashingEmbedding.base64(vector) : vector));
			tokens += TokenUsage.tokens(text);
		}
		exchange.answer(200, Map.of("object", "list", "data", data, "model", json.path("model").asString("unknown"),
				"usage", Map.of("prompt_tokens", tokens, "total_tokens", tokens)));
	}

	private static void misbehave(Misbehaviour misbehaviour) throws ModelException {
		switch (misbehaviour) {
			case FAIL -> throw new ModelException(500, "server_error", "The text asked the server to fail");
			case RATE_LIMIT -> throw new ModelException(429, "requests", "The text asked the server to limit the rate");
			default -> {
			}
		}
	}

	private static List<String> texts(JsonNode input) throws ModelException {
		if (input.isString()) {
			return List.of(input.asString());
		}
		if (!input.isArray() || input.isEmpty() || !input.valueStream().allMatch(JsonNode::isString)) {
			throw new ModelException(400, "invalid_request_error", "'input' must be a text or a list of texts");
		}
		return input.valueStream().map(JsonNode::asString).toList();
	}

}

package io.contexttrace.test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the embeddings of a {@link ModelServer}.
 */
class ModelEmbeddingTests {

	private static final ModelServer server = ModelServer.start();

	private final ModelClient client = new ModelClient(server);

	@AfterAll
	static void closeServer() {
		server.close();
	}

	@Test
	void textsWithCommonWordsAreNear() throws Exception {
		JsonNode json = embed(Map.of("model", "m", "input",
				List.of("How do refunds work?", "We refund the price.", "Parcels take three days.")));
		float[] question = floats(json, 0);
		assertThat(product(question, floats(json, 1))).isGreaterThan(product(question, floats(json, 2)));
	}

	@Test
	void vectorsHaveLengthOne() throws Exception {
		JsonNode json = embed(Map.of("model", "m", "input", List.of("How do refunds work?", "?")));
		for (int i = 0; i < 2; i++) {
			assertThat(product(floats(json, i), floats(json, i))).isCloseTo(1, Assertions.within(1e-5));
		}
		assertThat(json.at("/usage/prompt_tokens").asInt()).isPositive();
	}

	@Test
	void bothEncodingsAreTheSameVector() throws Exception {
		JsonNode plain = embed(Map.of("model", "m", "input", "some text", "dimensions", 16));
		JsonNode encoded = embed(
				Map.of("model", "m", "input", "some text", "dimensions", 16, "encoding_format", "base64"));
		ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(encoded.at("/data/0/embedding").asString()))
			.order(ByteOrder.LITTLE_ENDIAN);
		float[] decoded = new float[16];
		bytes.asFloatBuffer().get(decoded);
		assertThat(decoded).containsExactly(floats(plain, 0));
	}

	private JsonNode embed(Map<String, Object> request) throws Exception {
		return ModelClient.JSON.readTree(this.client.post("/embeddings", request).body());
	}

	private static float[] floats(JsonNode json, int index) {
		JsonNode vector = json.at("/data/" + index + "/embedding");
		float[] floats = new float[vector.size()];
		for (int i = 0; i < floats.length; i++) {
			floats[i] = vector.get(i).floatValue();
		}
		return floats;
	}

	private static double product(float[] first, float[] second) {
		double product = 0;
		for (int i = 0; i < first.length; i++) {
			product += first[i] * second[i];
		}
		return product;
	}

}

package io.contexttrace.test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Turns text into a vector by hashing its words, so that texts with common words are near
 * each other. The same text always has the same vector, which has length one.
 */
class HashingEmbedding {

	private final int dimensions;

	HashingEmbedding(int dimensions) {
		this.dimensions = dimensions;
	}

	float[] embed(String text) {
		Map<String, Integer> counts = new HashMap<>();
		Words.of(text).forEach((word) -> counts.merge(word, 1, Integer::sum));
		float[] vector = new float[this.dimensions];
		counts.forEach((word, count) -> add(vector, word, 1 + Math.log(count)));
		return normalize(vector);
	}

	private void add(float[] vector, String word, double weight) {
		int hash = word.hashCode() * 0x9E3779B1;
		hash ^= hash >>> 15;
		vector[Math.floorMod(hash, this.dimensions)] += (float) weight;
	}

	private static float[] normalize(float[] vector) {
		double square = 0;
		for (float value : vector) {
			square += value * value;
		}
		if (square == 0) {
			vector[0] = 1;
			return vector;
		}
		double length = Math.sqrt(square);
		for (int i = 0; i < vector.length; i++) {
			vector[i] = (float) (vector[i] / length);
		}
		return vector;
	}

	/**
	 * Encode a vector as the OpenAI API does for {@code encoding_format=base64}.
	 * @param vector the vector
	 * @return the little-endian 32 bit floats in Base64
	 */
	static String base64(float[] vector) {
		ByteBuffer buffer = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		buffer.asFloatBuffer().put(vector);
		return Base64.getEncoder().encodeToString(buffer.array());
	}

}

package io.contexttrace.sink;

import java.security.GeneralSecurityException;

import io.contexttrace.KeyProvider;
import io.contexttrace.llm.record.ContentDecryption;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decrypts the content of one record in JSON, as the log has it, for whoever holds the
 * key. Safe for use by several threads, if the keys are.
 */
public final class RecordDecryption {

	private final ContentDecryption contents;

	private final JsonMapper mapper = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.build();

	/**
	 * Create a decryption.
	 * @param keys gives the keys
	 */
	public RecordDecryption(KeyProvider keys) {
		this.contents = new ContentDecryption(keys);
	}

	/**
	 * Decrypt the texts of a record.
	 * @param line the record, one JSON object
	 * @return the record with texts in clear, and without its field {@code encryption};
	 * as it was, if it is not encrypted
	 * @throws GeneralSecurityException if the key is not known, or if a text is not what
	 * was encrypted for this place in this record
	 * @throws IllegalArgumentException if the line is not a record
	 */
	public String decrypt(String line) throws GeneralSecurityException {
		JsonNode record = read(line);
		if (!(record.path("content") instanceof ObjectNode content) || !content.has("encryption")) {
			return line;
		}
		Texts texts = new Texts(this.contents, record.path("requestId").asString(""),
				content.path("encryption").path("keyId").asString(""));
		texts.decryptMessages("input", content.path("input"));
		texts.decryptMessages("output", content.path("output"));
		content.remove("encryption");
		return this.mapper.writeValueAsString(record);
	}

	private JsonNode read(String line) {
		try {
			return this.mapper.readTree(line);
		}
		catch (JacksonException ex) {
			// its message quotes the record
			throw new IllegalArgumentException("A record is one JSON object");
		}
	}

	/**
	 * The texts of one record.
	 *
	 * @param contents decrypts
	 * @param requestId the record's id
	 * @param keyId the key that the record names
	 */
	private record Texts(ContentDecryption contents, String requestId, String keyId) {

		void decryptMessages(String path, JsonNode messages) throws GeneralSecurityException {
			for (int i = 0; i < messages.size(); i++) {
				String own = path + "/" + i;
				decrypt(own + "/text", messages.get(i), "text");
				JsonNode calls = messages.get(i).path("toolCalls");
				for (int j = 0; j < calls.size(); j++) {
					decrypt(own + "/toolCalls/" + j + "/arguments", calls.get(j), "arguments");
				}
			}
		}

		private void decrypt(String path, JsonNode node, String field) throws GeneralSecurityException {
			if (node instanceof ObjectNode object && object.path(field).isString()) {
				String text = object.path(field).asString();
				object.put(field, this.contents.decrypt(this.requestId, this.keyId, path, text));
			}
		}

	}

}

package io.contexttrace.header;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Throws bytes at what reads the JSON of invocations. Jackson, which is given the same,
 * says whether nothing but our members has changed. Set {@code JAZZER_FUZZ=1} to look for
 * more than the seeds.
 */
class InvocationJsonFuzzTests {

	private static final JsonMapper JSON = JsonMapper.shared();

	@FuzzTest(maxDuration = "60s")
	void noClientContextThrowsOrLosesAnything(FuzzedDataProvider data) {
		String value = data.consumeString(200);
		byte[] json = data.consumeRemainingAsBytes();
		String encoded = Base64.getEncoder().encodeToString(json);
		ClientContext.parse(new String(json, StandardCharsets.ISO_8859_1));
		ClientContext context = ClientContext.parse(encoded);
		JsonNode before = tree(json);
		if (context == null || context.get(InvocationFields.CONTEXT_ID) != null || before == null) {
			return;
		}
		context.set(InvocationFields.CONTEXT_ID, value);
		String changed = context.encoded();
		assertThat(ClientContext.read(changed)).containsEntry(InvocationFields.CONTEXT_ID, value);
		ObjectNode after = (ObjectNode) JSON.readTree(Base64.getDecoder().decode(changed));
		ObjectNode custom = (ObjectNode) after.get("custom");
		assertThat(custom.remove(InvocationFields.CONTEXT_ID).stringValue()).isEqualTo(value);
		if (!before.path("custom").isObject()) {
			after.remove("custom");
			((ObjectNode) before).remove("custom");
		}
		assertThat(after).isEqualTo(before);
	}

	@FuzzTest(maxDuration = "60s")
	void noPayloadThrowsOrLosesAnything(byte[] payload) {
		Map<String, String> read = EventEnvelope.read(new String(payload, StandardCharsets.UTF_8));
		EventEnvelope envelope = EventEnvelope.parse(payload);
		JsonNode before = tree(payload);
		if (envelope == null || before == null) {
			return;
		}
		envelope.set(InvocationFields.CONTEXT_ID, "a");
		byte[] changed = envelope.payload();
		if (!Arrays.equals(changed, payload)) {
			assertThat(read).isEmpty();
			assertThat(EventEnvelope.read(new String(changed, StandardCharsets.UTF_8)))
				.isEqualTo(Map.of(InvocationFields.CONTEXT_ID, "a"));
			ObjectNode after = (ObjectNode) JSON.readTree(changed);
			after.remove(EventEnvelope.MEMBER);
			assertThat(after).isEqualTo(before);
		}
	}

	// Jackson refuses halves of surrogate pairs and very long numbers, too
	private static @Nullable JsonNode tree(byte[] json) {
		try {
			return (json.length > 0) ? JSON.readTree(json) : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

}

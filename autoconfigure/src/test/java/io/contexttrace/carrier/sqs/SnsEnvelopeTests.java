package io.contexttrace.carrier.sqs;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies that are an envelope, and bodies that are none.
 */
class SnsEnvelopeTests {

	private static final String ATTRIBUTE = "\"MessageAttributes\":{\"X-Context-Id\":{\"Type\":\"String\",\"Value\":\"a\"}}";

	@Test
	void readsAttributesWhereverTheyStand() {
		assertThat(SnsEnvelope.attributes("{" + ATTRIBUTE + ", \"Type\" : \"Notification\"}"))
			.isEqualTo(Map.of("X-Context-Id", "a"));
		assertThat(
				SnsEnvelope.attributes("{\"Type\":\"Notification\",\"Message\":\"{\\\"x\\\":[1,{}]}\\\\\",\"n\":-1.5e3,"
						+ "\"list\":[\"]\",{\"a\":\"}\"}],\"none\":null," + ATTRIBUTE + "}"))
			.isEqualTo(Map.of("X-Context-Id", "a"));
	}

	@Test
	void keepsWhatTheMessageSaysApart() {
		assertThat(SnsEnvelope.attributes("{\"Type\":\"Notification\",\"Message\":\"{" + ATTRIBUTE.replace("\"", "\\\"")
				+ "}\",\"MessageAttributes\":{}}"))
			.isEmpty();
		assertThat(SnsEnvelope.attributes("{\"Type\":\"Notification\",\"nested\":{" + ATTRIBUTE + "}}")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "text", "[]", "{\"MessageAttributes\"", "{\"MessageAttributes\":",
			"{\"Type\":\"Notification\",\"MessageAttributes\":{\"X-Context-Id\":{\"Value\":\"a",
			"{\"Type\":\"Notification\",\"MessageAttributes\":{\"X-Context-Id\":{\"Value\":\"a\"}}",
			"{\"Type\":\"Notification\",\"MessageAttributes\":{\"X-Context-Id\":{\"Value\":7}}}",
			"{\"Type\":\"Notification\",\"MessageAttributes\":{\"X-Context-Id\":\"a\"}}",
			"{\"Type\":\"Other\",\"MessageAttributes\":{\"X-Context-Id\":{\"Value\":\"a\"}}}",
			"{\"MessageAttributes\":{\"X-Context-Id\":{\"Value\":\"a\"}}}", "{\"MessageAttributes\":{}}\\" })
	void takesNothingFromWhatIsNoEnvelope(String body) {
		assertThat(SnsEnvelope.attributes(body)).isEmpty();
	}

	@Test
	void endsAtMoreNestingAndMoreAttributesThanSense() {
		assertThat(SnsEnvelope.attributes("{\"Type\":\"Notification\",\"a\":" + "[".repeat(200_000) + "," + ATTRIBUTE))
			.isEmpty();
		StringBuilder many = new StringBuilder("{\"Type\":\"Notification\",\"MessageAttributes\":{");
		for (int i = 0; i < 1000; i++) {
			many.append("\"a").append(i).append("\":{\"Value\":\"v\"},");
		}
		assertThat(SnsEnvelope.attributes(many.append("\"z\":{\"Value\":\"v\"}}}").toString())).isEmpty();
	}

	@Test
	void readsEscapedCharacters() {
		String body = "{\"Type\":\"Notification\",\"MessageAttributes\":{\"a\":{\"Value\":\"x\\u000d\\ny\"},"
				+ "\"b\":{\"Value\":\"\\\"q\\\\/\"}}}";
		assertThat(SnsEnvelope.attributes(body)).containsEntry("b", "\"q\\/").extractingByKey("a").isEqualTo("x\r\ny");
	}

}

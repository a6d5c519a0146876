package io.contexttrace.header;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is added to payloads, and what stays.
 */
class EventEnvelopeTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{}                    | {"_contexttrace":{"k":"v"}}
			{"a" : [1.0, "}"] }   | {"a" : [1.0, "}"] ,"_contexttrace":{"k":"v"}}
			{"ä":"😀"}            | {"ä":"😀","_contexttrace":{"k":"v"}}
			""")
	void addsOneMember(String before, String after) {
		assertThat(changed(before)).isEqualTo(after);
		assertThat(changed(before + " \r\n")).isEqualTo(after + " \r\n");
		assertThat(EventEnvelope.read(after)).containsExactly(entry("k", "v"));
	}

	@Test
	void anEnvelopeThatIsThereStays() {
		String payload = "{\"_contexttrace\":{\"context_id\":\"a\"}}";
		assertThat(changed(payload)).isEqualTo(payload);
		EventEnvelope envelope = EventEnvelope.parse(payload.getBytes(StandardCharsets.UTF_8));
		assertThat(envelope).isNotNull();
		assertThat(envelope.get("context_id")).isEqualTo("a");
		assertThat(envelope.get("trace_id")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "7", "\"{}\"", "{", "{}}", "{\"_contexttrace\":7}",
			"{\"_contexttrace\":{},\"_contexttrace\":{}}", "\uFEFF{}" })
	void whatIsNoObjectHasNoEnvelope(String payload) {
		assertThat(EventEnvelope.parse(payload.getBytes(StandardCharsets.UTF_8))).isNull();
		assertThat(EventEnvelope.read(payload)).isEmpty();
	}

	@Test
	void whatIsNotUtf8HasNone() {
		assertThat(EventEnvelope.parse("{\"a\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1))).isNull();
	}

	@Test
	void findsNothingWhereThereIsNone() {
		assertThat(EventEnvelope.read("{\"a\":{\"_contexttrace\":{\"context_id\":\"a\"}}}")).isEmpty();
		assertThat(EventEnvelope.read("{\"a\":1}")).isEmpty();
	}

	private static Map.Entry<String, String> entry(String name, String value) {
		return Map.entry(name, value);
	}

	private static String changed(String payload) {
		EventEnvelope envelope = EventEnvelope.parse(payload.getBytes(StandardCharsets.UTF_8));
		assertThat(envelope).isNotNull();
		envelope.set("k", "v");
		return new String(envelope.payload(), StandardCharsets.UTF_8);
	}

}

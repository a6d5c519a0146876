package io.contexttrace.sink;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.llm.LlmTransport;
import io.contexttrace.llm.RateLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records as the log has them.
 */
class LlmCallJsonTests {

	private static final ServiceIdentity UNKNOWN = new ServiceIdentity(null, null, null);

	private final LlmCallJson json = new LlmCallJson(LlmRecords.SERVICE);

	@Test
	void writesAllThatIsKnown() throws IOException {
		assertThat(write(LlmRecords.full())).isEqualTo(golden("full-record.json"));
	}

	@Test
	void writesNothingThatIsNotKnown() throws IOException {
		String line = new LlmCallJson(UNKNOWN).write(LlmRecords.minimal());
		RecordSchema.accepts(line);
		assertThat(line).isEqualTo(golden("minimal-record.json"));
	}

	@ParameterizedTest
	@EnumSource
	void writesEveryStatus(LlmCallStatus status) {
		assertThat(read(LlmRecords.record(status, "some.Error", null)).get("status").asString())
			.isEqualTo(status.value());
	}

	@Test
	void writesSizesWithoutTexts() {
		LlmContent.Text size = LlmContent.Text.of("secret").withoutValue();
		LlmContent.ToolCall tool = new LlmContent.ToolCall("1", "find", size);
		LlmContent content = new LlmContent(List.of(new LlmContent.Message("user", size)),
				List.of(new LlmContent.Message("assistant", size, List.of(tool), null)));
		assertThat(read(LlmRecords.record(LlmCallStatus.OK, null, content)).get("content"))
			.hasToString("{\"input\":[{\"role\":\"user\",\"size\":6}],\"output\":[{\"role\":\"assistant\",\"size\":6,"
					+ "\"toolCalls\":[{\"id\":\"1\",\"name\":\"find\",\"size\":6}]}]}");
	}

	@ParameterizedTest
	@ValueSource(
			chars = { '\n', '\r', '\u0000', '\u001B', '\u007F', '\u0085', '\u009B', '\u2028', '\u2029', '"', '\\' })
	void escapesWhatBreaksALine(char c) {
		String text = "a" + c + "\uD83D\uDE00b";
		String line = write(LlmRecords.record(LlmCallStatus.OK, null, LlmRecords.said(text)));
		assertThat(line.chars())
			.noneMatch((part) -> Character.isISOControl(part) || part == '\u2028' || part == '\u2029');
		assertThat(new JsonMapper().readTree(line).at("/content/input/0/text").asString()).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\uD83Db", "a\uDE00b" })
	void replacesHalfASurrogatePair(String text) {
		String line = write(LlmRecords.record(LlmCallStatus.OK, null, LlmRecords.said(text)));
		assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(line)).isTrue();
		assertThat(line).contains("a\uFFFDb");
	}

	@Test
	void writesNoNumberThatJsonDoesNotHave() {
		LlmContent content = new LlmContent(List.of(), List.of(),
				List.of(new LlmContent.Document("a", Double.NaN), new LlmContent.Document("b", 0.5)), null);
		assertThat(read(LlmRecords.record(LlmCallStatus.OK, null, content)).at("/content/documents"))
			.hasToString("[{\"id\":\"a\"},{\"id\":\"b\",\"score\":0.5}]");
		assertThat(parameters(Map.of("temperature", Double.NaN, "topP", Float.POSITIVE_INFINITY))).hasToString("{}");
		assertThat(parameters(Map.of("list", Arrays.asList(1, Double.NaN, null))))
			.hasToString("{\"list\":[1,null,null]}");
	}

	@Test
	void writesAmountsWithoutAnExponent() {
		assertThat(write(LlmRecords.withCost(new BigDecimal("1E-9")))).contains("\"amount\":0.000000001,");
		assertThat(write(LlmRecords.withCost(new BigDecimal("1E+4")))).contains("\"amount\":10000,");
	}

	@Test
	void writesParametersOfEveryKind() {
		assertThat(parameters(Map.of("a", 1.5f))).hasToString("{\"a\":1.5}");
		assertThat(parameters(Map.of("a", Map.of("b", true)))).hasToString("{\"a\":{\"b\":true}}");
		assertThat(parameters(Map.of("a", new Object[] { "b", 2L }))).hasToString("{\"a\":[\"b\",2]}");
		assertThat(parameters(Map.of("a", new BigDecimal("1E+100000")))).hasToString("{\"a\":\"1E+100000\"}");
		assertThat(parameters(Map.of("a", Duration.ofSeconds(2)))).hasToString("{\"a\":\"PT2S\"}");
	}

	@Test
	void writesTheTypeOfAParameterThatHasNoText() {
		assertThat(parameters(Map.of("a", new Unprintable())))
			.hasToString("{\"a\":\"%s\"}".formatted(Unprintable.class.getName()));
	}

	@Test
	void writesAParameterThatContainsItself() {
		List<Object> list = new ArrayList<>();
		list.add(list);
		assertThat(parameters(Map.of("a", list)).toString()).startsWith("{\"a\":[[[").contains("null");
	}

	@Test
	void writesNoLimitsOfWhichNothingIsKnown() {
		LlmTransport transport = new LlmTransport(200, 1, new RateLimit(null, null, null, null, null, null, null));
		assertThat(read(transport).has("rateLimit")).isFalse();
		assertThat(read(transport).get("attempt").intValue()).isEqualTo(1);
	}

	@Test
	void writesADurationThatIsTooLongForNanoseconds() {
		RateLimit limit = new RateLimit(null, null, null, null, null, null, Duration.ofSeconds(Long.MAX_VALUE));
		assertThat(read(new LlmTransport(429, 1, limit)).at("/rateLimit/retryAfterMs").doubleValue())
			.isEqualTo(Long.MAX_VALUE * 1e3);
	}

	@Test
	void theSchemaRefusesWhatIsNoRecord() throws IOException {
		String minimal = golden("minimal-record.json");
		RecordSchema.refuses(minimal.replace("\"requestId\"", "\"request\""));
		RecordSchema.refuses(minimal.replace("\"ok\"", "\"fine\""));
		RecordSchema.refuses(minimal.replace("\"stream\":", "\"message\":\"text\",\"stream\":"));
		RecordSchema.refuses(minimal.replace("2026-11-21T", "21.11.2026 "));
		RecordSchema.refuses(golden("full-record.json").replace("\"case-4712\"", "\"case 4712\""));
		RecordSchema.refuses(golden("full-record.json").replace("\"toolCallId\"", "\"toolCall\""));
	}

	private JsonNode parameters(Map<String, Object> parameters) {
		String line = this.json.write(LlmRecords.withParameters(parameters));
		return new JsonMapper().readTree(line).get("parameters");
	}

	private JsonNode read(LlmTransport transport) {
		LlmCall call = LlmRecords.minimal().call();
		LlmCall.Outcome outcome = new LlmCall.Outcome(LlmCallStatus.OK, null, null, transport);
		return read(new LlmRecord(
				new LlmCall(call.ids(), call.context(), call.request(), call.response(), outcome, call.timing()), null,
				null, LlmRecords.minimal().kept(), Map.of()));
	}

	private JsonNode read(LlmRecord record) {
		return new JsonMapper().readTree(write(record));
	}

	private String write(LlmRecord record) {
		String line = this.json.write(record);
		RecordSchema.accepts(line);
		return line;
	}

	private static String golden(String name) throws IOException {
		try (InputStream file = LlmCallJsonTests.class.getResourceAsStream(name)) {
			return new String(file.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
		}
	}

	private static final class Unprintable {

		@Override
		public String toString() {
			throw new IllegalStateException("Not printable");
		}

	}

}

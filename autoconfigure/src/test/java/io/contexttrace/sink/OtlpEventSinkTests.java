package io.contexttrace.sink;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallFixture;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.llm.LlmRequest;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events as the SDK takes them.
 */
class OtlpEventSinkTests {

	private final List<LogRecordData> events = new CopyOnWriteArrayList<>();

	private final OtlpEventSink sink = new OtlpEventSink(
			SdkLoggerProvider.builder().addLogRecordProcessor(new Collector(this.events)).build());

	@Test
	void emitsAnEventUnderTheSpanOfTheCall() {
		LogRecordData event = emit(LlmRecords.full());
		assertThat(event.getEventName()).isEqualTo("gen_ai.client.inference.operation.details");
		assertThat(event.getSeverity()).isEqualTo(Severity.DEBUG);
		assertThat(event.getSpanContext().getTraceId()).isEqualTo("25d8e3906bbbaf7d45ae310256717a58");
		assertThat(event.getSpanContext().getSpanId()).isEqualTo("a9d5531ee23a20da");
		assertThat(event.getInstrumentationScopeInfo().getName()).isEqualTo("io.contexttrace");
		Instant end = Instant.parse("2026-11-21T02:59:36.479707267Z").plusNanos(1_446_911_575);
		assertThat(event.getTimestampEpochNanos()).isEqualTo(end.getEpochSecond() * 1_000_000_000 + end.getNano());
	}

	@Test
	void namesEverythingThatIsKnown() {
		Map<String, Object> attributes = attributes(LlmRecords.full());
		attributes.keySet()
			.removeAll(List.of("gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.system_instructions"));
		assertThat(attributes).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(Map.entry("context.id", "case-4712"),
				Map.entry("context.kind", "session"), Map.entry("context.parent.id", "batch-9"),
				Map.entry("enduser.pseudo.id", "k3mXr8Qw1Zc"),
				Map.entry("context_trace.request_id", "01a1fc0b-879f-75b5-9d3d-ad2563c8e8e1"),
				Map.entry("context_trace.parent_request_id", "01a1fc0b-879d-77ee-91f2-832b2bf29971"),
				Map.entry("context_trace.status", "rate_limited"), Map.entry("context_trace.kept.reason", "error"),
				Map.entry("context_trace.prompt.variant", "short"), Map.entry("context_trace.cost.amount", 4.25e-7),
				Map.entry("context_trace.cost.currency", "USD"),
				Map.entry("context_trace.encryption.algorithm", "AES-256-GCM"),
				Map.entry("context_trace.encryption.key_id", "2026-11"),
				Map.entry("error.type", "com.openai.errors.RateLimitException"),
				Map.entry("http.response.status_code", 429L), Map.entry("gen_ai.operation.name", "chat"),
				Map.entry("gen_ai.provider.name", "openai"), Map.entry("gen_ai.conversation.id", "chat-12"),
				Map.entry("gen_ai.output.type", "json"), Map.entry("gen_ai.prompt.name", "support"),
				Map.entry("gen_ai.prompt.version", "7"), Map.entry("gen_ai.request.model", "gpt-5-mini"),
				Map.entry("gen_ai.request.stream", true), Map.entry("gen_ai.request.temperature", 0.2),
				Map.entry("gen_ai.request.max_tokens", 400L),
				Map.entry("gen_ai.request.stop_sequences", List.of("END")),
				Map.entry("gen_ai.response.model", "gpt-5-mini-2026-08-01"),
				Map.entry("gen_ai.response.id", "chatcmpl-574dafda"),
				Map.entry("gen_ai.response.finish_reasons", List.of("tool_calls")),
				Map.entry("gen_ai.response.time_to_first_chunk", 0.284295374),
				Map.entry("gen_ai.usage.input_tokens", 218L), Map.entry("gen_ai.usage.output_tokens", 51L),
				Map.entry("gen_ai.usage.cache_read.input_tokens", 128L),
				Map.entry("gen_ai.usage.cache_write.input_tokens", 64L),
				Map.entry("gen_ai.usage.reasoning.output_tokens", 32L)));
	}

	@Test
	void namesNothingThatIsNotKnown() {
		assertThat(attributes(LlmRecords.minimal()).keySet()).containsExactly("context_trace.kept.reason",
				"context_trace.request_id", "context_trace.status", "gen_ai.operation.name");
	}

	@Test
	void tellsWhatWasSaidInTheFormOfTheConventions() {
		Map<String, Object> attributes = attributes(LlmRecords.full());
		assertThat(json(attributes.get("gen_ai.system_instructions")))
			.isEqualTo("[{\"type\":\"text\",\"content\":\"Answer in one sentence.\"}]");
		assertThat(json(attributes.get("gen_ai.input.messages"))).isEqualTo("["
				+ "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Where is order A-1001\"}]},"
				+ "{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"call_1\",\"name\":\"findOrder\","
				+ "\"arguments\":\"{\\\"orderId\\\":\\\"A-1001\\\"}\"}]},"
				+ "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"call_1\",\"response\":\"shipped\"}]}]");
		assertThat(json(attributes.get("gen_ai.output.messages"))).isEqualTo("[{\"role\":\"assistant\",\"parts\":["
				+ "{\"type\":\"text\",\"content\":\"It was shipped.\"},"
				+ "{\"type\":\"tool_call\",\"id\":\"call_2\",\"name\":\"findOrder\",\"arguments\":\"{\\\"orderId\\\":\\\"A-1002\"}]}]");
	}

	@Test
	void hasNoMessagesWithoutTexts() {
		LlmContent.Text size = LlmContent.Text.of("secret").withoutValue();
		LlmContent.ToolCall tool = new LlmContent.ToolCall("1", "find", size);
		LlmContent content = new LlmContent(List.of(new LlmContent.Message("system", size)),
				List.of(new LlmContent.Message("assistant", size, List.of(tool), null)));
		assertThat(attributes(LlmRecords.record(LlmCallStatus.OK, null, content)).keySet())
			.noneMatch((name) -> name.contains("messages") || name.contains("instructions"));
	}

	@Test
	void hasNoSpanWhereThereWasNone() {
		assertThat(emit(LlmRecords.minimal()).getSpanContext().isValid()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "embeddings", "execute_tool", "retrieval" })
	void emitsInferencesOnly(String operation) {
		LlmRecord record = LlmRecords.minimal();
		LlmCall call = record.call().withRequest(new LlmRequest(operation, null, null, false, Map.of()));
		this.sink.accept(new LlmRecord(call, null, null, record.kept(), Map.of()));
		assertThat(this.events).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "json_object, json", "json_schema, json", "text, text", "grammar," })
	void namesTheTypeOfTheAnswerThatWasAskedFor(String format, String type) {
		assertThat(attributes(LlmRecords.withParameters(Map.of("responseFormat", format))).get("gen_ai.output.type"))
			.isEqualTo(type);
	}

	@Test
	void namesTheNumberOfAnswersUnlessItIsOne() {
		assertThat(attributes(LlmRecords.withParameters(Map.of("n", 3)))).containsEntry("gen_ai.request.choice.count",
				3L);
		assertThat(attributes(LlmRecords.withParameters(Map.of("n", 1))))
			.doesNotContainKey("gen_ai.request.choice.count");
	}

	@Test
	void leavesOutAParameterOfAnotherType() {
		assertThat(attributes(LlmRecords.withParameters(Map.of("temperature", "hot", "stopSequences", "END"))).keySet())
			.noneMatch((name) -> name.startsWith("gen_ai.request"));
	}

	@Test
	void isNamedInTheMetricOfLosses() {
		assertThat(this.sink.name()).isEqualTo("otlp");
		this.sink.accept(LlmCallFixture.record("1"));
		assertThat(this.events).hasSize(1);
	}

	private Map<String, Object> attributes(LlmRecord record) {
		this.events.clear();
		Map<String, Object> attributes = new TreeMap<>();
		emit(record).getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
		return attributes;
	}

	private LogRecordData emit(LlmRecord record) {
		this.sink.accept(record);
		assertThat(this.events).hasSize(1);
		return this.events.get(0);
	}

	private static String json(Object value) {
		return ((Value<?>) value).asString();
	}

	private record Collector(List<LogRecordData> events) implements LogRecordProcessor {

		@Override
		public void onEmit(io.opentelemetry.context.Context context, ReadWriteLogRecord record) {
			this.events.add(record.toLogRecordData());
		}

	}

}

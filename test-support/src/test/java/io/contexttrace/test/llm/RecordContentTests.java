package io.contexttrace.test.llm;

import java.time.Duration;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.test.CapturedLogs;
import io.contexttrace.test.ModelServer;
import io.contexttrace.test.RecordedCalls;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said in a call goes on record as far as it is captured, and no further.
 */
class RecordContentTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String QUESTION = "What is \"a\nsecret\" context?";

	@ParameterizedTest
	@ValueSource(strings = { "/call", "/stream", "/model/call", "/model/stream" })
	void recordsNothingOfItByDefault(String path) {
		Recorded recorded = record(path, QUESTION);
		assertThat(recorded.record.content()).isNull();
		assertThat(recorded.line.getFormattedMessage()).doesNotContain("secret");
		assertThat(recorded.json().has("content")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/call", "/stream", "/model/call", "/model/stream" })
	void recordsRolesAndSizesOnly(String path) {
		Recorded recorded = record(path, QUESTION, "context-trace.content.capture=metadata");
		LlmContent.Message input = recorded.record.content().input().get(0);
		assertThat(input)
			.isEqualTo(new LlmContent.Message("user", new LlmContent.Text(QUESTION.length(), null, false)));
		assertThat(recorded.record.content().output()).singleElement().satisfies((message) -> {
			assertThat(message.role()).isEqualTo("assistant");
			assertThat(message.text().size()).isEqualTo(recorded.answer.length());
			assertThat(message.text().value()).isNull();
		});
		assertThat(recorded.line.getFormattedMessage()).doesNotContain("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/call", "/stream", "/model/call", "/model/stream" })
	void recordsTheTextInFull(String path) {
		Recorded recorded = record(path, QUESTION, "context-trace.content.capture=full");
		assertThat(recorded.record.content().input().get(0).text().value()).isEqualTo(QUESTION);
		assertThat(recorded.record.content().output().get(0).text().value()).isEqualTo(recorded.answer);
		assertThat(recorded.json().at("/content/input/0/text").asString()).isEqualTo(QUESTION);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "1" })
	void samplingOfTracesDecidesNothing(String probability) {
		Recorded recorded = record("/call", QUESTION, "context-trace.content.capture=full",
				"management.tracing.sampling.probability=" + probability);
		assertThat(recorded.record.kept().content()).isTrue();
		assertThat(recorded.record.content().input().get(0).text().value()).isEqualTo(QUESTION);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/call", "/stream" })
	void logsOneLineOfJsonWithItsOwnIds(String path) {
		Recorded recorded = record(path, QUESTION, "spring.application.name=shop");
		assertThat(recorded.line.getFormattedMessage()).doesNotContain("\n");
		assertThat(recorded.line.getMDCPropertyMap()).isEmpty();
		JsonNode json = recorded.json();
		assertThat(json.get("contextId").asString()).isEqualTo("recorded");
		assertThat(json.get("requestId").asString()).isEqualTo(recorded.record.call().ids().requestId());
		assertThat(json.get("traceId").asString()).isEqualTo(recorded.record.call().ids().traceId());
		assertThat(json.get("service").asString()).isEqualTo("shop");
		assertThat(json.get("status").asString()).isEqualTo("ok");
		assertThat(json.get("stream").asBoolean()).isEqualTo(path.equals("/stream"));
		assertThat(json.at("/usage/reported").isBoolean()).isTrue();
		assertThat(json.has("errorType")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/call", "/stream" })
	void keepsTheMessageOfAFailure(String path) {
		assertThat(record(path, "[fail] secret").record.errorMessage()).contains("500");
		assertThat(record(path, "[fail] secret", "context-trace.content.capture=full").record.errorMessage())
			.contains("500");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/call", "/stream" })
	void takesSecretsOutOfTheText(String path) {
		Recorded recorded = record(path, "Write to jo@example.com", "context-trace.content.capture=full");
		assertThat(recorded.json().at("/content/input/0/text").asString()).isEqualTo("Write to [EMAIL]");
		assertThat(recorded.line.getFormattedMessage()).doesNotContain("jo@");
		assertThat(recorded.record.redactions()).containsKey("email");
	}

	private static Recorded record(String path, String question, String... properties) {
		try (ModelServer model = ModelServer.start();
				ConfigurableApplicationContext application = AssistantApplication.run(model.url(), properties);
				CapturedLogs logs = CapturedLogs.of("context-trace.llm-call")) {
			String answer = AssistantClient.of(application).get(path, question, "X-Context-Id", "recorded").body();
			RecordedCalls calls = application.getBean(RecordedCalls.class);
			calls.await(1, TIMEOUT);
			LlmRecord record = calls.records().get(0);
			application.close();
			RecordSchema.accepts(logs.all().get(0).getFormattedMessage());
			return new Recorded(record, logs.all().get(0), answer.replaceAll("data:|\n\n", ""));
		}
	}

	/**
	 * A call, its line in the log, and what the reader got.
	 */
	private record Recorded(LlmRecord record, ILoggingEvent line, String answer) {

		JsonNode json() {
			return new JsonMapper().readTree(this.line.getFormattedMessage());
		}

	}

}

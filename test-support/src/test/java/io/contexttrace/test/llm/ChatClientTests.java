package io.contexttrace.test.llm;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.test.CapturedLogs;
import io.contexttrace.test.HeldContexts;
import io.contexttrace.test.ModelServer;
import io.contexttrace.test.ReceivedRequest;
import io.contexttrace.test.RecordedCalls;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a call to a model leaves behind, in the record, in the logs and at the provider.
 */
class ChatClientTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static ModelServer model;

	private static ConfigurableApplicationContext application;

	private static AssistantClient client;

	private static RecordedCalls calls;

	@BeforeAll
	static void start() {
		model = ModelServer.builder().chunkDelay(Duration.ofMillis(2)).start();
		application = AssistantApplication.run(model.url());
		client = AssistantClient.of(application);
		calls = application.getBean(RecordedCalls.class);
	}

	@AfterAll
	static void stop() {
		application.close();
		model.close();
	}

	@BeforeEach
	void forget() {
		model.clearRequests();
		calls.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/call", "/stream" })
	void recordsOneCallWithItsIds(String path) {
		HttpResponse<String> response = client.get(path, "What is a context?", "X-Context-Id", "session-1");
		assertThat(response.statusCode()).isEqualTo(200);
		LlmCall call = only(calls.await(1, TIMEOUT));
		assertThat(call.context()).isNotNull();
		assertThat(call.context().id().value()).isEqualTo("session-1");
		assertThat(call.context().kind()).isEqualTo("session");
		assertThat(call.ids().traceId()).isEqualTo(header(response, "X-Trace-Id"));
		assertThat(call.ids().spanId()).hasSize(16);
		assertThat(header(response, "X-Amzn-Trace-Id")).contains(call.ids().xrayTraceId());
		assertThat(call.ids().parentRequestId()).isNotNull().isNotEqualTo(call.ids().requestId());
		assertThat(call.request().operation()).isEqualTo("chat");
		assertThat(call.request().provider()).isEqualTo("openai");
		assertThat(call.request().model()).isEqualTo("test-model");
		assertThat(call.request().stream()).isEqualTo(path.equals("/stream"));
		assertThat(call.response().finishReasons()).containsExactly("stop");
		assertThat(call.response().id()).isNotNull();
		assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.OK);
		assertThat(call.outcome().errorType()).isNull();
		assertThat(call.timing().duration()).isPositive();
		assertThat(only(calls.records()).content()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/call", "/stream" })
	void sendsTheContextAndTheTraceToTheModelServer(String path) {
		HttpResponse<String> response = client.get(path, "What is a context?", "X-Context-Id", "session-2",
				"X-Amzn-Trace-Id", "Root=1-67891233-abcdef012345678912345678;Lineage=a:1");
		ReceivedRequest request = only(model.requests());
		assertThat(request.header("X-Context-Id")).isEqualTo("session-2");
		assertThat(request.header("X-Context-Kind")).isEqualTo("session");
		assertThat(request.header("X-Amzn-Trace-Id"))
			.matches("Root=1-67891233-abcdef012345678912345678;Parent=[0-9a-f]{16};Sampled=1;Lineage=a:1");
		assertThat(header(response, "X-Trace-Id")).isEqualTo("67891233abcdef012345678912345678");
		assertThat(request.header("traceparent")).contains("67891233abcdef012345678912345678");
		assertThat(request.headers().keySet()).noneMatch((name) -> name.equalsIgnoreCase("X-Context-Trace-Call"));
	}

	@Test
	void countsChunksAndTheTimeToTheFirst() {
		client.get("/stream", "What is a context?");
		LlmCall.Timing timing = only(calls.await(1, TIMEOUT)).timing();
		assertThat(timing.chunks()).isGreaterThan(2);
		assertThat(timing.timeToFirstChunk()).isPositive().isLessThan(timing.duration());
	}

	@ParameterizedTest
	@ValueSource(strings = { "/call", "/stream" })
	void recordsEachRoundOfToolCallsUnderOneParent(String path) {
		try (CapturedLogs logs = CapturedLogs.of(AssistantApplication.LOGGER)) {
			HttpResponse<String> response = client.get(path, "Where is order A-1001?", "X-Context-Id", "session-3");
			assertThat(response.body()).contains("shipped");
			List<LlmCall> rounds = calls.await(3, TIMEOUT)
				.stream()
				.filter((call) -> call.request().operation().equals("chat"))
				.toList();
			assertThat(rounds).hasSize(2);
			assertThat(rounds).extracting((call) -> call.ids().parentRequestId()).doesNotContainNull();
			assertThat(rounds).extracting((call) -> call.ids().parentRequestId())
				.containsOnly(rounds.get(0).ids().parentRequestId());
			assertThat(rounds).extracting((call) -> call.ids().traceId()).containsOnly(header(response, "X-Trace-Id"));
			assertThat(rounds.get(0).response().finishReasons()).containsExactly("tool_calls");
			Map<String, String> tool = only(logs.containing("looked up A-1001")).getMDCPropertyMap();
			assertThat(tool).containsEntry("contextId", "session-3")
				.containsEntry("traceId", header(response, "X-Trace-Id"));
		}
	}

	@Test
	void everyLineOfAStreamedAnswerBearsTheIds() {
		try (CapturedLogs logs = CapturedLogs.of(AssistantApplication.LOGGER)) {
			HttpResponse<String> response = client.get("/stream", "What is a context?", "X-Context-Id", "session-4");
			List<ILoggingEvent> lines = logs.all();
			assertThat(lines).hasSizeGreaterThan(3);
			assertThat(lines)
				.allSatisfy((line) -> assertThat(line.getMDCPropertyMap()).containsEntry("contextId", "session-4")
					.containsEntry("contextKind", "session")
					.containsEntry("traceId", header(response, "X-Trace-Id")));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/call", "/stream" })
	void recordsARefusalForTooManyRequestsAsSuch(String path) {
		client.get(path, "[rate-limit]");
		LlmCall call = only(calls.await(1, TIMEOUT));
		assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.RATE_LIMITED);
		assertThat(call.outcome().errorType()).isEqualTo("com.openai.errors.RateLimitException");
		assertThat(only(calls.records()).errorMessage())
			.isEqualTo("429: The prompt asked the server to limit the rate");
		assertThat(call.response().usage().isReported()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/call", "/stream" })
	void recordsAFailure(String path) {
		client.get(path, "[fail]");
		LlmCall call = only(calls.await(1, TIMEOUT));
		assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.ERROR);
		assertThat(call.outcome().errorType()).isEqualTo("com.openai.errors.InternalServerException");
	}

	@Test
	void recordsAStreamThatTheReaderLeft() {
		client.getAndLeave("/stream", "[slow] What is a context?", "X-Context-Id", "session-5");
		LlmCall call = only(calls.await(1, TIMEOUT));
		assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.CANCELLED);
		assertThat(call.context().id().value()).isEqualTo("session-5");
	}

	@Test
	void recordsAStreamThatEndedEarly() {
		client.get("/stream", "[cut] What is a context?");
		LlmCall call = only(calls.await(1, TIMEOUT));
		assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.TRUNCATED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/model/call", "/model/stream" })
	void recordsAModelThatIsCalledWithoutAChatClientOnce(String path) {
		HttpResponse<String> response = client.get(path, "What is a context?", "X-Context-Id", "session-6");
		LlmCall call = only(calls.await(1, TIMEOUT));
		assertThat(call.context().id().value()).isEqualTo("session-6");
		assertThat(call.ids().traceId()).isEqualTo(header(response, "X-Trace-Id"));
		assertThat(call.ids().parentRequestId()).isNull();
		assertThat(call.request().provider()).isEqualTo("openai");
		assertThat(call.response().finishReasons()).containsExactly("stop");
		assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.OK);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/call", "/stream" })
	void theLineAboutAFailedRequestBearsItsIds(String path) {
		try (CapturedLogs logs = CapturedLogs.of("org.apache.catalina.core")) {
			HttpResponse<String> response = client.get(path, "[fail]", "X-Context-Id", "session-7");
			String xrayTraceId = only(calls.await(1, TIMEOUT)).ids().xrayTraceId();
			assertThat(header(response, "X-Amzn-Trace-Id")).contains(xrayTraceId);
			assertThat(logs.containing("Servlet.service()")).isNotEmpty()
				.allSatisfy((line) -> assertThat(line.getMDCPropertyMap()).containsEntry("contextId", "session-7")
					.containsEntry("xrayTraceId", xrayTraceId));
		}
	}

	@Test
	void leavesNothingBehindOnAnyThread() {
		client.get("/stream", "Where is order A-1001?");
		client.get("/call", "Where is order A-1001?");
		client.get("/call", "[fail]");
		client.get("/model/stream", "What is a context?");
		calls.await(8, TIMEOUT);
		assertThat(application.getBean(HeldContexts.class).awaitNone(TIMEOUT)).isEmpty();
	}

	private static String header(HttpResponse<?> response, String name) {
		return response.headers().firstValue(name).orElseThrow();
	}

	private static <T> T only(List<T> list) {
		assertThat(list).hasSize(1);
		return list.get(0);
	}

}

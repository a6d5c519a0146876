package io.contexttrace.test.llm;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.ai.HttpAttempts;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.RateLimit;
import io.contexttrace.propagation.ContextThreadLocalAccessor;
import io.contexttrace.test.CapturedLogs;
import io.contexttrace.test.ReceivedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.ai.chat.prompt.Prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What only the HTTP requests of a call know: status, limits, attempts, and the first
 * chunk of a stream that no advisor sees.
 */
class TransportTests {

	private static final RateLimit USUAL = new RateLimit(10000L, 9999L, Duration.ofMillis(6), 2000000L, 1999000L,
			Duration.ofMillis(30), null);

	private static final List<String> CONTEXT_IDS = List.of("c-1", "c-2", "c-3", "c-4", "c-5", "c-6");

	private static FollowedApplication app;

	@BeforeAll
	static void start() {
		app = FollowedApplication.start("spring.ai.openai.max-retries=3");
	}

	@AfterAll
	static void stop() {
		app.close();
	}

	@BeforeEach
	void forget() {
		app.forget();
	}

	@AfterEach
	void nothingIsHeld() {
		app.assertNothingHeld();
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream", "model-call", "model-stream" })
	void recordsStatusAndLimits(String path) {
		ask(path, "What is a context?");
		LlmCall call = app.onlyCall();
		assertThat(call.outcome().transport().httpStatus()).isEqualTo(200);
		assertThat(call.outcome().transport().attempt()).isEqualTo(1);
		assertThat(call.outcome().transport().rateLimit()).isEqualTo(USUAL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream", "model-call", "model-stream" })
	void countsTheAttemptsOfTheSdkAndLogsEach(String path) {
		Logger logger = (Logger) LoggerFactory.getLogger(HttpAttempts.class);
		logger.setLevel(Level.DEBUG);
		try (CapturedLogs logs = CapturedLogs.of(HttpAttempts.class.getName())) {
			ask(path, "[fail-twice] over " + path);
			LlmCall call = app.onlyCall();
			assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.OK);
			assertThat(call.outcome().transport().httpStatus()).isEqualTo(200);
			assertThat(call.outcome().transport().attempt()).isEqualTo(3);
			assertThat(logs.containing(call.ids().requestId())).extracting((line) -> line.getArgumentArray()[2])
				.containsExactly(500, 500, 200);
		}
		finally {
			logger.setLevel(null);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream", "model-call", "model-stream" })
	void recordsARefusalWithItsLimits(String path) {
		try (FollowedApplication single = FollowedApplication.start()) {
			assertThatExceptionOfType(Exception.class).isThrownBy(() -> ask(single, path, "[rate-limit]"));
			LlmCall.Outcome outcome = single.onlyCall().outcome();
			assertThat(outcome.status()).isEqualTo(LlmCallStatus.RATE_LIMITED);
			assertThat(outcome.errorType()).isEqualTo("com.openai.errors.RateLimitException");
			assertThat(outcome.transport().httpStatus()).isEqualTo(429);
			assertThat(outcome.transport().attempt()).isEqualTo(1);
			assertThat(outcome.transport().rateLimit().requestsLeft()).isZero();
			assertThat(outcome.transport().rateLimit().retryAfter()).isEqualTo(Duration.ofSeconds(1));
		}
	}

	@Test
	void aStreamWithoutAdvisorReachesTheProviderUnderItsContextAndItsTrace() {
		app.inContext(() -> ask("model-stream", "What is a context?"));
		LlmCall call = app.onlyCall();
		assertThat(call.timing().timeToFirstChunk()).isPositive().isLessThan(call.timing().duration());
		assertThat(call.timing().chunks()).isNull();
		ReceivedRequest request = app.model().requests().get(0);
		assertThat(request.header("X-Context-Id")).isEqualTo("followed");
		assertThat(request.header("traceparent")).contains(call.ids().traceId());
	}

	@Test
	void aStreamWithoutAdvisorThatIsLeftIsCancelled() {
		app.chatModel().stream("[slow] one two three four").blockFirst(FollowedApplication.TIMEOUT);
		LlmCall call = app.onlyCall();
		assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.CANCELLED);
		assertThat(call.timing().timeToFirstChunk()).isPositive();
		assertThat(call.outcome().transport().httpStatus()).isEqualTo(200);
	}

	@Test
	void streamsWithoutAdvisorAreToldApartByWhatTheySay() {
		streamAll((contextId) -> "question of " + contextId);
		assertThat(app.model().requests()).hasSize(CONTEXT_IDS.size())
			.allSatisfy((request) -> assertThat(request.header("X-Context-Id")).isEqualTo(user(request)));
	}

	@Test
	void streamsWithoutAdvisorThatSayTheSameAreNotTakenForOneAnother() {
		streamAll((contextId) -> "the same question");
		assertThat(app.model().requests()).hasSize(CONTEXT_IDS.size())
			.allSatisfy((request) -> assertThat(request.header("X-Context-Id")).isIn(null, user(request)));
	}

	private static void streamAll(UnaryOperator<String> question) {
		Flux.merge(CONTEXT_IDS.stream()
			.map((contextId) -> app.chatModel()
				.stream(new Prompt(question.apply(contextId),
						app.chatModel().getOptions().mutate().user(contextId).build()))
				.contextWrite((view) -> view.put(ContextThreadLocalAccessor.KEY, snapshot(contextId))))
			.toList()).blockLast(FollowedApplication.TIMEOUT);
		assertThat(app.calls(CONTEXT_IDS.size()))
			.allSatisfy((call) -> assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.OK));
	}

	private static ContextSnapshot snapshot(String contextId) {
		return app.bean(CurrentContext.class).snapshot(BusinessContext.of(new ContextId(contextId), "session"), null);
	}

	private static String user(ReceivedRequest request) {
		return new JsonMapper().readTree(request.body()).get("user").asString();
	}

	private static String ask(String path, String question) {
		return ask(app, path, question);
	}

	private static String ask(FollowedApplication application, String path, String question) {
		return switch (path) {
			case "model-call" -> application.chatModel().call(question);
			case "model-stream" -> String.join("",
					application.chatModel().stream(question).collectList().block(FollowedApplication.TIMEOUT));
			default -> application.ask(path, application.client().prompt(question));
		};
	}

}

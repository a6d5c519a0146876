package io.contexttrace.test.llm;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.test.HeldContexts;
import io.contexttrace.test.ModelServer;
import io.contexttrace.test.RecordedCalls;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each call is recorded once under its context, and reaches the provider with it, also
 * where parts of what Boot offers are switched off.
 */
class ReducedApplicationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String NO_TRACING = "spring.autoconfigure.exclude="
			+ "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration";

	private static final String NO_OBSERVATION = NO_TRACING
			+ ",org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
			+ ",org.springframework.boot.webclient.autoconfigure.WebClientObservationAutoConfiguration";

	static Stream<Arguments> applications() {
		return Stream.of("/call", "/stream")
			.flatMap((path) -> Stream.of(Arguments.of(path, List.of(NO_TRACING)),
					Arguments.of(path, List.of(NO_OBSERVATION)),
					Arguments.of(path, List.of("management.tracing.sampling.probability=0")),
					Arguments.of(path, List.of("management.tracing.export.enabled=false")),
					Arguments.of(path, List.of("spring.reactor.context-propagation=limited")),
					Arguments.of(path, List.of("context-trace.chat-model.enabled=false")),
					Arguments.of(path, List.of("spring.threads.virtual.enabled=true")),
					Arguments.of(path,
							List.of("spring.reactor.context-propagation=limited",
									"context-trace.chat-model.enabled=false")),
					Arguments.of(path, List.of("spring.task.execution.propagate-context=false"))));
	}

	@ParameterizedTest
	@MethodSource("applications")
	void recordsOneCallUnderItsContext(String path, List<String> properties) {
		try (ModelServer model = ModelServer.start();
				ConfigurableApplicationContext application = AssistantApplication.run(model.url(),
						properties.toArray(new String[0]))) {
			HttpResponse<String> response = AssistantClient.of(application)
				.get(path, "What is a context?", "X-Context-Id", "reduced");
			List<LlmCall> calls = application.getBean(RecordedCalls.class).await(1, TIMEOUT);
			assertThat(calls).hasSize(1);
			LlmCall call = calls.get(0);
			assertThat(call.context().id().value()).isEqualTo("reduced");
			assertThat(call.ids().traceId()).isEqualTo(response.headers().firstValue("X-Trace-Id").orElseThrow());
			assertThat(call.request().provider()).isEqualTo("openai");
			assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.OK);
			assertThat(model.requests().get(0).header("X-Context-Id")).isEqualTo("reduced");
			assertThat(application.getBean(HeldContexts.class).awaitNone(TIMEOUT)).isEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("modelPaths")
	void recordsAModelWithoutAChatClientWhereChatClientsAreLeftAlone(String path) {
		try (ModelServer model = ModelServer.start();
				ConfigurableApplicationContext application = AssistantApplication.run(model.url(),
						"context-trace.chat-client.enabled=false")) {
			AssistantClient.of(application).get(path, "What is a context?", "X-Context-Id", "direct");
			assertThat(application.getBean(RecordedCalls.class).await(1, TIMEOUT)).singleElement()
				.satisfies((call) -> assertThat(call.context().id().value()).isEqualTo("direct"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/call", "/stream" })
	void eachAttemptOfTheSdkReachesTheProviderUnderTheSameTrace(String path) {
		try (ModelServer model = ModelServer.start();
				ConfigurableApplicationContext application = AssistantApplication.run(model.url(),
						"spring.ai.openai.max-retries=1")) {
			HttpResponse<String> response = AssistantClient.of(application)
				.get(path, "[fail]", "X-Context-Id", "retried");
			String traceId = response.headers().firstValue("X-Trace-Id").orElseThrow();
			assertThat(model.requests()).hasSize(2).allSatisfy((request) -> {
				assertThat(request.header("X-Context-Id")).isEqualTo("retried");
				assertThat(request.header("traceparent")).contains(traceId);
			});
			assertThat(application.getBean(RecordedCalls.class).await(1, TIMEOUT)).hasSize(1);
		}
	}

	static Stream<String> modelPaths() {
		return Stream.of("/call", "/stream", "/model/call", "/model/stream");
	}

}

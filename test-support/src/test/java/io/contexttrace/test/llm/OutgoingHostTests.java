package io.contexttrace.test.llm;

import java.net.http.HttpResponse;

import io.contexttrace.test.ModelServer;
import io.contexttrace.test.ReceivedRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A provider that must not see the context gets the trace and nothing else.
 */
class OutgoingHostTests {

	private static final String BAGGAGE = "tenant=acme";

	private static final String[] BAGGAGE_ON = { "management.tracing.baggage.remote-fields=tenant" };

	@ParameterizedTest
	@ValueSource(strings = { "/call", "/stream" })
	void anAllowedProviderSeesContextAndBaggage(String path) {
		ReceivedRequest request = ask(path, BAGGAGE_ON);
		assertThat(request.header("X-Context-Id")).isEqualTo("private");
		assertThat(request.header("baggage")).contains(BAGGAGE);
		assertThat(request.header("tenant")).isEqualTo("acme");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/call", "/stream" })
	void aDeniedProviderSeesTheTraceOnly(String path) {
		ReceivedRequest request = ask(path, BAGGAGE_ON[0], "context-trace.outgoing.deny=127.0.0.*");
		assertThat(request.headers().keySet()).noneMatch((name) -> name.regionMatches(true, 0, "X-Context", 0, 9));
		assertThat(request.header("baggage")).isNull();
		assertThat(request.header("tenant")).isNull();
		assertThat(request.header("X-Amzn-Trace-Id"))
			.matches("Root=1-67891233-abcdef012345678912345678;Parent=[0-9a-f]{16};Sampled=1");
		assertThat(request.header("traceparent")).contains("67891233abcdef012345678912345678");
	}

	private static ReceivedRequest ask(String path, String... properties) {
		try (ModelServer model = ModelServer.start();
				ConfigurableApplicationContext application = AssistantApplication.run(model.url(), properties)) {
			HttpResponse<String> response = AssistantClient.of(application)
				.get(path, "What is a context?", "X-Context-Id", "private", "baggage", BAGGAGE, "X-Amzn-Trace-Id",
						"Root=1-67891233-abcdef012345678912345678");
			assertThat(response.statusCode()).isEqualTo(200);
			ReceivedRequest request = model.requests().get(0);
			assertThat(request.header("traceparent"))
				.contains(response.headers().firstValue("X-Trace-Id").orElseThrow());
			return request;
		}
	}

}

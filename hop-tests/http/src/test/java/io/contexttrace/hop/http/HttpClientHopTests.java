package io.contexttrace.hop.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.contexttrace.Step;
import io.contexttrace.hop.HopApplication;
import io.contexttrace.test.ReceivedRequest;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Every HTTP client carries the context and its trace, over real HTTP.
 */
class HttpClientHopTests {

	private static TargetServer server;

	private static HopApplication app;

	@BeforeAll
	static void start() {
		server = new TargetServer();
		app = HopApplication.start(ClientsApplication.class, "context-trace.outgoing.deny=localhost");
	}

	@AfterAll
	static void stop() {
		app.close();
		server.close();
	}

	@AfterEach
	void threadsAreClean() {
		app.assertThreadsAreClean();
	}

	@ParameterizedTest
	@ValueSource(strings = { "restClient", "webClient", "builtRestTemplate", "ownRestTemplate", "restInterface",
			"webInterface", "jdkSend", "jdkSendAsync", "okHttpExecute", "okHttpEnqueue" })
	void carriesTheContextAndItsTraceInOneStep(String name) throws Exception {
		String what = "plain-" + name;
		get(name, what, server.allowed(200, what), Map.of());
		ReceivedRequest request = onlyRequest(what);
		assertThat(request.headers("X-Context-Id")).containsExactly(what);
		assertThat(request.headers("X-Context-Kind")).containsExactly("session");
		assertThat(request.headers("traceparent")).singleElement().asString().contains(traceOf(what));
		if (!name.equals("okHttpEnqueue")) {
			// the test's baggage is on the thread alone, and so stays there
			assertThat(request.header("baggage")).contains("userEmail");
		}
		assertThat(steps(what)).extracting(Step::name, Step::outcome)
			.containsExactly(tuple("http.client", Step.Outcome.OK));
	}

	@ParameterizedTest
	@ValueSource(strings = { "restClient", "webClient", "builtRestTemplate", "ownRestTemplate", "restInterface",
			"webInterface", "jdkSend", "jdkSendAsync", "okHttpExecute", "okHttpEnqueue" })
	void sendsADeniedHostItsTraceOnly(String name) throws Exception {
		String what = "denied-" + name;
		get(name, what, server.denied(200, what), Map.of());
		ReceivedRequest request = onlyRequest(what);
		assertThat(request.header("traceparent")).contains(traceOf(what));
		assertThat(request.headers()).doesNotContainKeys("X-Context-Id", "X-Context-Kind", "baggage");
		assertThat(steps(what)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "restClient", "webClient", "builtRestTemplate", "ownRestTemplate", "restInterface",
			"webInterface", "jdkSend", "jdkSendAsync", "okHttpExecute", "okHttpEnqueue" })
	void leavesWhatTheCallerHasSet(String name) throws Exception {
		String what = "set-" + name;
		get(name, what, server.allowed(200, what), Map.of("X-Context-Id", "mine"));
		ReceivedRequest request = onlyRequest(what);
		assertThat(request.headers("X-Context-Id")).containsExactly("mine");
		assertThat(request.headers()).doesNotContainKey("X-Context-Kind");
	}

	@ParameterizedTest
	@ValueSource(strings = { "restClient", "webClient", "builtRestTemplate", "ownRestTemplate", "restInterface",
			"webInterface", "jdkSend", "jdkSendAsync", "okHttpExecute", "okHttpEnqueue" })
	void tellsOfFailures(String name) {
		String what = "failed-" + name;
		Exception answered = catchException(() -> get(name, what, server.allowed(503, what), Map.of()));
		Exception refused = catchException(() -> get(name, what, URI.create("http://127.0.0.1:1/"), Map.of()));
		assertThat(refused).isNotNull();
		// some clients throw on a status, others do not
		assertThat(answered).satisfiesAnyOf((ex) -> assertThat(ex).isNull(),
				(ex) -> assertThat(ex).hasMessageContaining("503"));
		assertThat(steps(what)).extracting(Step::outcome).containsExactly(Step.Outcome.ERROR, Step.Outcome.ERROR);
		assertThat(steps(what)).first().extracting(Step::errorType).isEqualTo("503");
		assertThat(steps(what)).last().extracting(Step::errorType).asString().contains("Exception");
	}

	@ParameterizedTest
	@ValueSource(strings = { "okHttpExecute", "okHttpEnqueue" })
	void keepsTheContextFromAHostThatARequestIsRedirectedTo(String name) throws Exception {
		String what = "redirected-" + name;
		get(name, what, server.allowed(302, what), Map.of());
		assertThat(server.requests(what)).hasSize(2);
		assertThat(server.requests(what).get(0).header("X-Context-Id")).isEqualTo(what);
		assertThat(server.requests(what).get(1).headers()).doesNotContainKeys("X-Context-Id", "baggage")
			.containsKey("traceparent");
		assertThat(steps(what)).hasSize(1);
	}

	@Test
	void tellsTwoHundredAtOnceApart() throws Exception {
		List<String> clients = List.of("restClient", "webClient", "ownRestTemplate", "webInterface", "jdkSend",
				"jdkSendAsync", "okHttpExecute", "okHttpEnqueue");
		ExecutorService pool = Executors.newFixedThreadPool(20);
		try {
			List<Future<?>> all = IntStream.range(0, 200).<Future<?>>mapToObj((number) -> pool.submit(() -> {
				String what = "many-" + number;
				get(clients.get(number % clients.size()), what, server.allowed(200, what), Map.of());
				return what;
			})).toList();
			for (Future<?> one : all) {
				one.get();
			}
		}
		catch (ExecutionException ex) {
			throw new AssertionError(ex);
		}
		finally {
			pool.shutdownNow();
		}
		for (int number = 0; number < 200; number++) {
			String what = "many-" + number;
			assertThat(onlyRequest(what).headers("X-Context-Id")).containsExactly(what);
			assertThat(steps(what)).hasSize(1);
		}
	}

	private static void get(String name, String contextId, URI uri, Map<String, String> headers) throws Exception {
		Client client = app.context().getBean(name, Client.class);
		Observation caller = Observation.start(contextId, app.bean(ObservationRegistry.class));
		Exception[] thrown = new Exception[1];
		try (Observation.Scope observed = caller.openScope();
				Scope baggage = Baggage.builder().put("userEmail", "someone").build().makeCurrent()) {
			app.under(contextId, () -> thrown[0] = catchException(() -> client.get(uri, headers)));
		}
		finally {
			caller.stop();
		}
		if (thrown[0] != null) {
			throw thrown[0];
		}
	}

	private static ReceivedRequest onlyRequest(String what) {
		assertThat(server.requests(what)).hasSize(1);
		return server.requests(what).get(0);
	}

	private static List<Step> steps(String contextId) {
		return app.bean(ClientsApplication.Steps.class).under(contextId);
	}

	private static String traceOf(String observation) {
		return app.spans().await((span) -> span.getName().equals(observation)).getTraceId();
	}

}

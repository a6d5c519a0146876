package io.contexttrace.hop.webflux;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import io.contexttrace.Rejection;
import io.contexttrace.Rejection.Reason;
import io.contexttrace.Step;
import io.contexttrace.hop.HopApplication;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Requests to a reactive server on Netty, with no Spring MVC on the class path.
 */
class WebFluxHopTests {

	private static final AttributeKey<String> CONTEXT_ID = AttributeKey.stringKey("context.id");

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static HopApplication application;

	@BeforeAll
	static void start() {
		application = HopApplication.start(WebFluxApplication.class, "spring.main.web-application-type=reactive",
				"context-trace.web-flux.exclude=/status/204", "context-trace.feedback.endpoint.enabled=true",
				"management.endpoints.web.exposure.include=*");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@AfterEach
	void threadsAreClean() {
		application.assertThreadsAreClean();
	}

	@Test
	void nothingOfServletsIsThere() {
		assertThat(ClassUtils.isPresent("jakarta.servlet.Filter", null)).isFalse();
		assertThat(ClassUtils.isPresent("org.springframework.web.servlet.DispatcherServlet", null)).isFalse();
		Environment environment = application.context().getEnvironment();
		assertThat(environment.getProperty("spring.reactor.context-propagation")).isEqualTo("auto");
		assertThat(environment.getProperty("spring.task.execution.propagate-context")).isEqualTo("true");
	}

	@ParameterizedTest
	@ValueSource(strings = { "work", "route" })
	void everyOperatorOnEverySchedulerSeesTheContext(String handler) {
		String id = "all-" + handler;
		HttpResponse<String> response = get("/" + handler + "/" + id, "X-Context-Id", id);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body().replaceAll("[\\[\\]\"]", "").split(",")).hasSize(6).containsOnly(id);
		application.assertSeenUnder(id, id);
		assertThat(application.service().requests("/client-" + id)).singleElement()
			.satisfies((request) -> assertThat(request.header("X-Context-Id")).isEqualTo(id));
		Step step = told().only("http.server", id);
		assertThat(step.outcome()).isEqualTo(Step.Outcome.OK);
		assertThat(step.context().kind()).isEqualTo("session");
	}

	@Test
	void theServersSpanAndThoseInsideItBearTheContext() {
		HttpResponse<String> response = get("/work/spans", "X-Context-Id", "spans");
		String traceId = response.headers().firstValue("X-Trace-Id").orElseThrow();
		SpanData server = application.spans().await((span) -> isServer(span) && span.getTraceId().equals(traceId));
		assertThat(server.getAttributes().get(CONTEXT_ID)).isEqualTo("spans");
		SpanData client = application.spans()
			.await((span) -> span.getTraceId().equals(traceId) && span.getParentSpanId().equals(server.getSpanId())
					&& span.getName().equals("http get"));
		assertThat(client.getAttributes().get(CONTEXT_ID)).isEqualTo("spans");
		assertThat(application.spans().all()).filteredOn((span) -> span.getTraceId().equals(traceId))
			.hasSizeGreaterThan(3)
			.allSatisfy((span) -> assertThat(span.getAttributes().get(CONTEXT_ID)).isEqualTo("spans"));
		assertThat(application.lines("spans")).singleElement()
			.satisfies((line) -> assertThat(line.getMDCPropertyMap()).containsEntry("traceId", traceId)
				.containsEntry("xrayTraceId", "1-" + traceId.substring(0, 8) + "-" + traceId.substring(8)));
		assertThat(response.headers().firstValue("X-Amzn-Trace-Id")).hasValue("Root=1-" + traceId.substring(0, 8) + "-"
				+ traceId.substring(8) + ";Parent=" + server.getSpanId() + ";Sampled=1");
	}

	@Test
	void aTraceThatCameGoesOn() {
		String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
		String xray = "Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1";
		HttpResponse<String> response = get("/work/traced", "X-Context-Id", "traced", "traceparent", traceparent,
				"X-Amzn-Trace-Id", xray);
		assertThat(response.headers().firstValue("X-Trace-Id")).hasValue("4bf92f3577b34da6a3ce929d0e0e4736");
		assertThat(response.headers().firstValue("X-Amzn-Trace-Id"))
			.hasValue("Root=1-67891233-abcdef012345678912345678;Sampled=1");
		assertThat(application.service().requests("/traced").get(0).header("X-Amzn-Trace-Id"))
			.matches("Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=[0-9a-f]{16};Sampled=1");
	}

	@Test
	void aRepeatedTraceparentBeginsANewTrace() {
		String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
		HttpResponse<String> response = get("/work/repeated", "X-Context-Id", "repeated", "traceparent", traceparent,
				"traceparent", traceparent);
		assertThat(response.headers().firstValue("X-Trace-Id").orElseThrow()).matches("[0-9a-f]{32}")
			.isNotEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
	}

	@Test
	void severalTracestatesAreOne() {
		get("/work/states", "X-Context-Id", "states", "traceparent",
				"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "tracestate", "a=1", "tracestate", "b=2");
		assertThat(application.service().requests("/states").get(0).header("tracestate")).isEqualTo("a=1,b=2");
	}

	@Test
	void aRequestWithoutAContextGetsANewOne() {
		HttpResponse<String> response = get("/work/fresh");
		String id = contextId(response);
		application.assertSeenUnder("fresh", id);
		assertThat(told().issued).extracting((context) -> context.id().value()).contains(id);
	}

	@Test
	void hostileHeadersAreCountedAndReplaced() {
		Map<Reason, String[]> hostile = new HashMap<>();
		hostile.put(Reason.MALFORMED, new String[] { "X-Context-Id", "a b" });
		hostile.put(Reason.OVERSIZED, new String[] { "X-Context-Id", "x".repeat(2000) });
		hostile.put(Reason.REPEATED, new String[] { "X-Context-Id", "one", "X-Context-Id", "two" });
		hostile.forEach((reason, headers) -> {
			String what = "hostile-" + reason.name().toLowerCase(Locale.ROOT);
			HttpResponse<String> response = get("/work/" + what, headers);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(contextId(response)).hasSize(36);
			application.assertSeenUnder(what, contextId(response));
			assertThat(told().rejected).contains(new Rejection("http.server", reason));
		});
	}

	@Test
	void whatTheApplicationKnowsComesFirst() {
		HttpResponse<String> response = get("/work/known", "X-Context-Id", "other", "X-Document", "document-7");
		assertThat(contextId(response)).isEqualTo("document-7");
		application.assertSeenUnder("known", "document-7");
		assertThat(told().only("http.server", "document-7").context().kind()).isEqualTo("document");
		assertThat(contextId(get("/work/unknown", "X-Context-Id", "by-header", "X-Document", "broken")))
			.isEqualTo("by-header");
	}

	@Test
	void thePrincipalIsNamedByPseudonym() {
		get("/work/named", "X-Context-Id", "named", "X-Test-User", "alice");
		application.assertSeenUnder("named", "named");
		String pseudonym = application.lines("named").get(0).getMDCPropertyMap().get("userId");
		assertThat(pseudonym).hasSize(22);
		assertThat(application.service().requests("/client-named").get(0).header("X-Context-User"))
			.isEqualTo(pseudonym);
		assertThat(told().only("http.server", "named").context().userId()).isEqualTo(pseudonym);
	}

	@Test
	void thePrincipalCanDecideOnTheContext() {
		HttpResponse<String> response = get("/broken/case", "X-Context-Id", "before", "X-Test-User", "case-4711");
		assertThat(contextId(response)).isEqualTo("case-4711");
		assertThat(application.lines("handling-case")).singleElement()
			.satisfies((line) -> assertThat(line.getMDCPropertyMap()).containsEntry("contextId", "case-4711")
				.containsKeys("userId", "xrayTraceId", "traceId"));
		assertThat(told().only("http.server", "case-4711").errorType())
			.isEqualTo(WebFluxApplication.BrokenException.class.getName());
	}

	@Test
	void errorsAreHandledUnderTheContext() {
		HttpResponse<String> late = get("/late/alone", "X-Context-Id", "late");
		assertThat(late.statusCode()).isEqualTo(504);
		assertThat(late.body()).isEqualTo("late");
		assertThat(application.lines("handling-late-alone")).singleElement()
			.satisfies((line) -> assertThat(line.getMDCPropertyMap()).containsEntry("contextId", "late"));
		assertThat(told().only("http.server", "late").errorType()).isEqualTo("504");
		get("/status/404", "X-Context-Id", "absent");
		assertThat(told().only("http.server", "absent").outcome()).isEqualTo(Step.Outcome.OK);
		assertThat(get("/nowhere", "X-Context-Id", "nowhere").headers().map()).containsKeys("x-context-id",
				"x-trace-id", "x-amzn-trace-id");
	}

	@Test
	void aStreamThatBreaksIsAnErrorOfItsOwn() {
		assertThatCode(() -> get("/half/way", "X-Context-Id", "half")).isInstanceOf(Exception.class);
		assertThat(told().only("http.server", "half").errorType())
			.isEqualTo(WebFluxApplication.BrokenException.class.getName());
	}

	@Test
	void anAnswerIsStreamedUnderTheContext() {
		HttpResponse<String> response = get("/chat/stream", "X-Context-Id", "streamed");
		assertThat(response.body()).contains("data:");
		assertThat(application.lines("chunk-stream")).hasSizeGreaterThan(1)
			.allSatisfy((line) -> assertThat(line.getMDCPropertyMap()).containsEntry("contextId", "streamed")
				.containsKeys("traceId", "spanId"));
		assertThat(application.models().requests()).filteredOn((request) -> request.body().contains("three stream"))
			.singleElement()
			.satisfies((request) -> assertThat(request.header("X-Context-Id")).isEqualTo("streamed"));
		assertThat(told().only("http.server", "streamed").outcome()).isEqualTo(Step.Outcome.OK);
	}

	@Test
	void aClientThatGoesIsSeenAsCancelled() throws Exception {
		HttpResponse<InputStream> response = CLIENT.send(request("/endless/story", "X-Context-Id", "gone"),
				HttpResponse.BodyHandlers.ofInputStream());
		try (InputStream body = response.body()) {
			assertThat(new String(body.readNBytes(200), StandardCharsets.UTF_8)).contains("data:gone")
				.doesNotContain("null");
			assertThat(told().all("http.server", "gone")).isEmpty();
		}
		assertThat(told().only("http.server", "gone").outcome()).isEqualTo(Step.Outcome.CANCELLED);
		Awaitility.await()
			.untilAsserted(() -> assertThat(application.lines("cancelled-story")).singleElement()
				.satisfies((line) -> assertThat(line.getMDCPropertyMap()).containsEntry("contextId", "gone")));
	}

	@Test
	void hundredsOfRequestsAtOnceDoNotMix() {
		List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 300)
			.mapToObj((i) -> request(((i % 3 == 0) ? "/chat/mixed-" : "/work/mixed-") + i, "X-Context-Id", "mixed-" + i,
					"X-Test-User", "user-" + i))
			.map((request) -> CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
			.toList();
		for (int i = 0; i < answers.size(); i++) {
			HttpResponse<String> response = answers.get(i).join();
			assertThat(contextId(response)).isEqualTo("mixed-" + i);
			assertSeenInMixture(i, response.body());
			assertThat(told().only("http.server", "mixed-" + i).context().userId()).hasSize(22);
		}
	}

	private static void assertSeenInMixture(int i, String body) {
		String id = "mixed-" + i;
		if (i % 3 == 0) {
			assertLines("chunk-" + id, id);
			return;
		}
		assertThat(body.replaceAll("[\\[\\]\"]", "").split(",")).hasSize(6).containsOnly(id);
		assertLines(id, id);
		for (String path : List.of("/" + id, "/client-" + id)) {
			assertThat(application.service().requests(path)).singleElement()
				.satisfies((request) -> assertThat(request.header("X-Context-Id")).isEqualTo(id));
		}
	}

	private static void assertLines(String what, String contextId) {
		assertThat(application.lines(what)).isNotEmpty()
			.allSatisfy((line) -> assertThat(line.getMDCPropertyMap()).containsEntry("contextId", contextId));
	}

	@Test
	void anExcludedPathIsLeftAlone() {
		HttpResponse<String> response = get("/status/204", "X-Context-Id", "excluded");
		assertThat(response.headers().map()).doesNotContainKeys("x-context-id", "x-trace-id", "x-amzn-trace-id");
		assertThat(told().all("http.server", "excluded")).isEmpty();
	}

	@Test
	void aWebSocketIsServedUnderTheContextOfItsHandshake() throws Exception {
		CompletableFuture<String> answer = new CompletableFuture<>();
		WebSocket socket = CLIENT.newWebSocketBuilder()
			.header("X-Context-Id", "socket")
			.buildAsync(URI.create("ws://127.0.0.1:" + application.port() + "/socket"), new FirstText(answer))
			.get();
		socket.sendText("over-a-socket", true).get();
		assertThat(answer.get()).isEqualTo("socket");
		assertThat(application.lines("over-a-socket")).singleElement()
			.satisfies((line) -> assertThat(line.getMDCPropertyMap()).containsEntry("contextId", "socket"));
		socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get();
		assertThat(told().only("http.server", "socket").name()).isEqualTo("http.server");
	}

	@Test
	void feedbackIsTaken() throws Exception {
		HttpResponse<String> response = CLIENT.send(HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + application.port() + "/context-trace/feedback"))
			.header("Content-Type", "application/json")
			.header("X-Context-Id", "feedback")
			.POST(HttpRequest.BodyPublishers.ofString("{\"requestId\":\"r-1\",\"name\":\"user_rating\",\"score\":1}"))
			.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(202);
		assertThat(contextId(response)).isEqualTo("feedback");
	}

	@Test
	void actuatorIsServedUnderAContextToo() {
		assertThat(get("/actuator/health", "X-Context-Id", "health").statusCode()).isEqualTo(200);
		assertThat(told().only("http.server", "health").outcome()).isEqualTo(Step.Outcome.OK);
	}

	private static ToldSteps told() {
		return application.bean(ToldSteps.class);
	}

	private static boolean isServer(SpanData span) {
		return span.getKind() == SpanKind.SERVER;
	}

	private static String contextId(HttpResponse<?> response) {
		assertThat(response.headers().allValues("X-Context-Id")).hasSize(1);
		return response.headers().firstValue("X-Context-Id").orElseThrow();
	}

	private static HttpResponse<String> get(String path, String... headers) {
		return CLIENT.sendAsync(request(path, headers), HttpResponse.BodyHandlers.ofString()).join();
	}

	private static HttpRequest request(String path, String... headers) {
		HttpRequest.Builder builder = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + application.port() + path))
			.version(HttpClient.Version.HTTP_1_1)
			.timeout(Duration.ofSeconds(30));
		for (int i = 0; i < headers.length; i += 2) {
			builder.header(headers[i], headers[i + 1]);
		}
		return builder.build();
	}

	private record FirstText(CompletableFuture<String> text) implements WebSocket.Listener {

		@Override
		public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
			this.text.complete(data.toString());
			return WebSocket.Listener.super.onText(socket, data, last);
		}

		@Override
		public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
			this.text.completeExceptionally(new IOException("closed with " + status + " " + reason));
			return null;
		}

		@Override
		public void onError(WebSocket socket, Throwable error) {
			this.text.completeExceptionally(error);
		}

	}

}

package io.contexttrace.carrier.http;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextListener;
import io.contexttrace.CurrentContext;
import io.contexttrace.RecordingListener;
import io.contexttrace.RecordingServer;
import io.contexttrace.Step;
import io.contexttrace.Step.Outcome;
import io.contexttrace.ThrowingListener;
import io.contexttrace.TraceReference;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.TraceFormats;
import io.contexttrace.propagation.WorkTracing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ContextClientHttpRequestInterceptorTests {

	private static final String XRAY = "Root=1-67891233-abcdef012345678912345678;Sampled=1";

	@AutoClose
	private final RecordingServer server = new RecordingServer();

	private final RecordingListener listener = new RecordingListener();

	private final RestClient client = client(this.listener);

	@Test
	void contextHeadersArrive() throws InterruptedException {
		BusinessContext context = HttpFixture.context("a").withUser("u");
		try (CurrentContext.Scope scope = HttpFixture.CONTEXTS.open(context)) {
			assertThat(get(this.server.uri("200"))).isEqualTo("a");
		}
		assertThat(this.server.takeRequest()).containsEntry("x-context-id", "a")
			.containsEntry("x-context-kind", "session")
			.containsEntry("x-context-user", "u")
			.doesNotContainKey("x-context-parent");
	}

	@Test
	void childContextSendsItsParent() throws InterruptedException {
		BusinessContext child = HttpFixture.context("a").child(new ContextId("b"), "document");
		try (CurrentContext.Scope scope = HttpFixture.CONTEXTS.open(child)) {
			get(this.server.uri("200"));
		}
		assertThat(this.server.takeRequest()).containsEntry("x-context-id", "b")
			.containsEntry("x-context-kind", "document")
			.containsEntry("x-context-parent", "a");
	}

	@Test
	void withoutContextNothingIsAddedOrTold() throws InterruptedException {
		get(this.server.uri("200"));
		assertThat(this.server.takeRequest().keySet()).noneMatch((name) -> name.startsWith("x-context"));
		assertThat(this.listener.steps()).isEmpty();
	}

	@Test
	void callersContextIdStaysAndNothingIsMixedIn() throws InterruptedException {
		BusinessContext context = HttpFixture.context("a").withUser("u").withParent(new ContextId("p"));
		try (CurrentContext.Scope scope = HttpFixture.CONTEXTS.open(context)) {
			this.client.get().uri(this.server.uri("200")).header("x-context-id", "mine").retrieve().toBodilessEntity();
		}
		assertThat(this.server.takeRequest()).containsEntry("x-context-id", "mine")
			.doesNotContainKeys("x-context-kind", "x-context-parent", "x-context-user");
	}

	@Test
	void receivedXRayHeaderIsSentOn() throws InterruptedException {
		try (CurrentContext.Scope scope = openWithXRay()) {
			get(this.server.uri("200"));
		}
		assertThat(this.server.takeRequest()).containsEntry("x-amzn-trace-id", XRAY);
	}

	@Test
	void deniedHostGetsNothingAndLosesBaggage() throws InterruptedException {
		try (CurrentContext.Scope scope = openWithXRay()) {
			this.client.get()
				.uri(this.server.uri("localhost", "200"))
				.header("baggage", "a=b")
				.header("traceparent", "caller's")
				.retrieve()
				.toBodilessEntity();
		}
		assertThat(this.server.takeRequest()).containsEntry("traceparent", "caller's")
			.doesNotContainKeys("x-context-id", "x-context-kind", "x-amzn-trace-id", "baggage");
		assertThat(this.listener.takeStep().outcome()).isEqualTo(Outcome.OK);
	}

	@Test
	void hostThatIsNoHostToJavaIsStillDecidedOn() {
		MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.GET,
				URI.create("http://user@order_service:8080/"));
		prepareUnlessDenied("order_*", request);
		assertThat(request.getHeaders().headerNames()).isEmpty();
		prepareUnlessDenied("other_*", request);
		assertThat(request.getHeaders().getFirst("X-Context-Id")).isEqualTo("a");
	}

	@Test
	void concurrentContextsDoNotMix() throws Exception {
		CompletableFuture<@Nullable String> first = getUnder("a");
		CompletableFuture<@Nullable String> second = getUnder("b");
		assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("a");
		assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("b");
	}

	@Test
	void answerIsAStepThatSucceeded() throws InterruptedException {
		BusinessContext context = HttpFixture.context("a");
		try (CurrentContext.Scope scope = HttpFixture.CONTEXTS.open(context)) {
			this.client.get()
				.uri(this.server.uri("404"))
				.retrieve()
				.onStatus((status) -> status.value() == 404, (request, response) -> {
				})
				.toBodilessEntity();
		}
		Step step = this.listener.takeStep();
		assertThat(step.context()).isEqualTo(context);
		assertThat(step.name()).isEqualTo("http.client");
		assertThat(step.outcome()).isEqualTo(Outcome.OK);
		assertThat(step.errorType()).isNull();
		assertThat(step.duration()).isPositive();
	}

	@Test
	void serverErrorIsAStepThatFailed() throws InterruptedException {
		try (CurrentContext.Scope scope = HttpFixture.CONTEXTS.open(HttpFixture.context("a"))) {
			assertThatExceptionOfType(HttpServerErrorException.class).isThrownBy(() -> get(this.server.uri("503")));
		}
		Step step = this.listener.takeStep();
		assertThat(step.outcome()).isEqualTo(Outcome.ERROR);
		assertThat(step.errorType()).isEqualTo("503");
	}

	@Test
	void exceptionIsAStepThatFailedAndReachesTheCaller() throws InterruptedException {
		try (CurrentContext.Scope scope = HttpFixture.CONTEXTS.open(HttpFixture.context("a"))) {
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> interceptor(this.listener).intercept(request(), new byte[0], (request, body) -> {
					throw new IOException("refused");
				}))
				.withMessage("refused");
		}
		assertThat(this.listener.takeStep().errorType()).isEqualTo(IOException.class.getName());
	}

	@Test
	void unreadableStatusIsTheCallersToFindOut() throws Exception {
		try (CurrentContext.Scope scope = HttpFixture.CONTEXTS.open(HttpFixture.context("a"))) {
			ClientHttpResponse response = interceptor(this.listener).intercept(request(), new byte[0],
					(request, body) -> new BrokenResponse());
			assertThat(response).isInstanceOf(BrokenResponse.class);
		}
		assertThat(this.listener.takeStep().outcome()).isEqualTo(Outcome.ERROR);
	}

	@Test
	void twoInterceptorsTellOfOneStep() {
		RestClient twice = RestClient.builder()
			.requestInterceptor(interceptor(this.listener))
			.requestInterceptor(interceptor(this.listener))
			.build();
		try (CurrentContext.Scope scope = HttpFixture.CONTEXTS.open(HttpFixture.context("a"))) {
			twice.get().uri(this.server.uri("200")).retrieve().toBodilessEntity();
		}
		assertThat(this.listener.steps()).hasSize(1);
	}

	@Test
	void requestThatIsRepeatedIsAStepEachTime() {
		RestClient repeating = RestClient.builder().requestInterceptor((request, body, execution) -> {
			execution.execute(request, body).close();
			return execution.execute(request, body);
		}).requestInterceptor(interceptor(this.listener)).build();
		try (CurrentContext.Scope scope = HttpFixture.CONTEXTS.open(HttpFixture.context("a"))) {
			repeating.get().uri(this.server.uri("200")).retrieve().toBodilessEntity();
		}
		assertThat(this.listener.steps()).hasSize(2);
	}

	@Test
	void listenerThatThrowsDoesNotDisturb() {
		RestClient disturbed = client(new ThrowingListener());
		try (CurrentContext.Scope scope = HttpFixture.CONTEXTS.open(HttpFixture.context("a"))) {
			assertThat(disturbed.get().uri(this.server.uri("200")).retrieve().body(String.class)).isEqualTo("a");
		}
	}

	private void prepareUnlessDenied(String pattern, HttpRequest request) {
		new RequestPreparation(HttpFixture.headers(this.listener, pattern), WorkTracing.none())
			.prepare(HttpFixture.snapshot("a"), request.getURI(), new SpringHeaders(request.getHeaders()));
	}

	private CompletableFuture<@Nullable String> getUnder(String id) {
		return CompletableFuture.supplyAsync(() -> {
			try (CurrentContext.Scope scope = HttpFixture.CONTEXTS.open(HttpFixture.context(id))) {
				return get(this.server.uri("pair"));
			}
		});
	}

	private @Nullable String get(URI uri) {
		return this.client.get().uri(uri).retrieve().body(String.class);
	}

	private static CurrentContext.Scope openWithXRay() {
		TraceReference trace = TraceFormats.DEFAULT.readReference(Map.of(HeaderNames.XRAY_TRACE, XRAY), Map::get);
		return HttpFixture.CONTEXTS.snapshot(HttpFixture.context("a"), trace).open();
	}

	private static HttpRequest request() {
		return new MockClientHttpRequest(HttpMethod.GET, URI.create("http://127.0.0.1/"));
	}

	private static RestClient client(ContextListener listener) {
		return RestClient.builder().requestInterceptor(interceptor(listener)).build();
	}

	private static ContextClientHttpRequestInterceptor interceptor(ContextListener listener) {
		return new ContextClientHttpRequestInterceptor(HttpFixture.headers(listener), listener);
	}

	private static final class BrokenResponse extends MockClientHttpResponse {

		@Override
		public HttpStatusCode getStatusCode() {
			throw new IllegalStateException("no status line");
		}

	}

}

package io.contexttrace.carrier.http;

import java.net.URI;
import java.time.Duration;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextListener;
import io.contexttrace.CurrentContext;
import io.contexttrace.RecordingListener;
import io.contexttrace.RecordingServer;
import io.contexttrace.Step;
import io.contexttrace.Step.Outcome;
import io.contexttrace.ThrowingListener;
import io.contexttrace.propagation.ContextThreadLocalAccessor;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ContextExchangeFilterFunctionTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@AutoClose
	private final RecordingServer server = new RecordingServer();

	private final RecordingListener listener = new RecordingListener();

	private final WebClient client = client(this.listener);

	@Test
	void contextOfTheSubscribingThreadArrives() throws InterruptedException {
		BusinessContext child = HttpFixture.context("a").withUser("u").child(new ContextId("b"), "document");
		Mono<String> call = get(this.server.uri("200"));
		try (CurrentContext.Scope scope = HttpFixture.CONTEXTS.open(child)) {
			assertThat(call.block(PATIENCE)).isEqualTo("b");
		}
		assertThat(this.server.takeRequest()).containsEntry("x-context-id", "b")
			.containsEntry("x-context-kind", "document")
			.containsEntry("x-context-parent", "a")
			.containsEntry("x-context-user", "u");
	}

	@Test
	void contextInReactorsContextArrivesFromAnyScheduler() {
		String received = get(this.server.uri("200")).subscribeOn(Schedulers.boundedElastic())
			.contextWrite((context) -> context.put(ContextThreadLocalAccessor.KEY, HttpFixture.snapshot("a")))
			.block(PATIENCE);
		assertThat(received).isEqualTo("a");
	}

	@Test
	void contextCapturedByReactorArrivesFromAnyScheduler() {
		Mono<String> call = get(this.server.uri("200")).subscribeOn(Schedulers.boundedElastic()).contextCapture();
		try (CurrentContext.Scope scope = HttpFixture.CONTEXTS.open(HttpFixture.context("a"))) {
			assertThat(call.block(PATIENCE)).isEqualTo("a");
		}
	}

	@Test
	void threadsContextArrivesFromAnySchedulerWithAutomaticPropagation() {
		Hooks.enableAutomaticContextPropagation();
		try (CurrentContext.Scope scope = HttpFixture.CONTEXTS.open(HttpFixture.context("a"))) {
			Mono<String> call = get(this.server.uri("200")).subscribeOn(Schedulers.boundedElastic());
			assertThat(call.block(PATIENCE)).isEqualTo("a");
		}
		finally {
			Hooks.disableAutomaticContextPropagation();
		}
	}

	@Test
	void reactorsContextComesBeforeTheThreads() {
		Mono<String> call = get(this.server.uri("200"))
			.contextWrite((context) -> context.put(ContextThreadLocalAccessor.KEY, HttpFixture.snapshot("reactor")));
		try (CurrentContext.Scope scope = HttpFixture.CONTEXTS.open(HttpFixture.context("thread"))) {
			assertThat(call.block(PATIENCE)).isEqualTo("reactor");
		}
	}

	@Test
	void withoutContextNothingIsAddedOrTold() throws InterruptedException {
		assertThat(get(this.server.uri("200")).block(PATIENCE)).isEqualTo("none");
		assertThat(this.server.takeRequest().keySet()).noneMatch((name) -> name.startsWith("x-context"));
		assertThat(this.listener.steps()).isEmpty();
	}

	@Test
	void callersContextIdStaysAndNothingIsMixedIn() throws InterruptedException {
		try (CurrentContext.Scope scope = HttpFixture.CONTEXTS.open(HttpFixture.context("a").withUser("u"))) {
			this.client.get()
				.uri(this.server.uri("200"))
				.header("x-context-id", "mine")
				.retrieve()
				.toBodilessEntity()
				.block(PATIENCE);
		}
		assertThat(this.server.takeRequest()).containsEntry("x-context-id", "mine")
			.doesNotContainKeys("x-context-kind", "x-context-user");
	}

	@Test
	void deniedHostGetsNothingAndLosesBaggage() throws InterruptedException {
		try (CurrentContext.Scope scope = HttpFixture.CONTEXTS.open(HttpFixture.context("a"))) {
			this.client.get()
				.uri(this.server.uri("localhost", "200"))
				.header("baggage", "a=b")
				.header("traceparent", "caller's")
				.retrieve()
				.toBodilessEntity()
				.block(PATIENCE);
		}
		assertThat(this.server.takeRequest()).containsEntry("traceparent", "caller's")
			.doesNotContainKeys("x-context-id", "x-context-kind", "baggage");
	}

	@Test
	void concurrentContextsDoNotMix() {
		Mono<String> first = getUnder("a");
		Mono<String> second = getUnder("b");
		assertThat(Mono.zip(first, second, (a, b) -> a + " " + b).block(PATIENCE)).isEqualTo("a b");
	}

	@Test
	void answerIsAStepThatSucceeded() throws InterruptedException {
		getUnder(this.server.uri("404"), "a").onErrorComplete(WebClientResponseException.NotFound.class)
			.block(PATIENCE);
		Step step = this.listener.takeStep();
		assertThat(step.context()).isEqualTo(HttpFixture.context("a"));
		assertThat(step.name()).isEqualTo("http.client");
		assertThat(step.outcome()).isEqualTo(Outcome.OK);
		assertThat(step.errorType()).isNull();
	}

	@Test
	void serverErrorIsAStepThatFailed() throws InterruptedException {
		Mono<String> call = getUnder(this.server.uri("503"), "a");
		assertThatExceptionOfType(WebClientResponseException.ServiceUnavailable.class)
			.isThrownBy(() -> call.block(PATIENCE));
		Step step = this.listener.takeStep();
		assertThat(step.outcome()).isEqualTo(Outcome.ERROR);
		assertThat(step.errorType()).isEqualTo("503");
	}

	@Test
	void exceptionIsAStepThatFailedAndReachesTheCaller() throws InterruptedException {
		URI uri = this.server.uri("200");
		this.server.close();
		Mono<String> call = getUnder(uri, "a");
		assertThatExceptionOfType(WebClientRequestException.class).isThrownBy(() -> call.block(PATIENCE));
		assertThat(this.listener.takeStep().errorType()).isEqualTo(WebClientRequestException.class.getName());
	}

	@Test
	void cancelledExchangeIsACancelledStep() throws InterruptedException {
		Disposable call = getUnder(this.server.uri("stall"), "a").subscribe();
		this.server.takeRequest();
		call.dispose();
		Step step = this.listener.takeStep();
		assertThat(step.outcome()).isEqualTo(Outcome.CANCELLED);
		assertThat(step.errorType()).isNull();
		assertThat(this.listener.steps()).isEmpty();
	}

	@Test
	void eachAttemptIsAStep() throws InterruptedException {
		Mono<String> call = getUnder(this.server.uri("503"), "a").retry(1).onErrorComplete();
		call.block(PATIENCE);
		assertThat(this.listener.takeStep().errorType()).isEqualTo("503");
		assertThat(this.listener.takeStep().errorType()).isEqualTo("503");
		assertThat(this.listener.steps()).isEmpty();
	}

	@Test
	void listenerThatThrowsDoesNotDisturb() {
		try (CurrentContext.Scope scope = HttpFixture.CONTEXTS.open(HttpFixture.context("a"))) {
			String received = client(new ThrowingListener()).get()
				.uri(this.server.uri("200"))
				.retrieve()
				.bodyToMono(String.class)
				.block(PATIENCE);
			assertThat(received).isEqualTo("a");
		}
	}

	private Mono<String> getUnder(String id) {
		return getUnder(this.server.uri("pair"), id).subscribeOn(Schedulers.boundedElastic());
	}

	private Mono<String> getUnder(URI uri, String id) {
		return get(uri)
			.contextWrite((context) -> context.put(ContextThreadLocalAccessor.KEY, HttpFixture.snapshot(id)));
	}

	private Mono<String> get(URI uri) {
		return this.client.get().uri(uri).retrieve().bodyToMono(String.class);
	}

	private static WebClient client(ContextListener listener) {
		return WebClient.builder()
			.filter(new ContextExchangeFilterFunction(HttpFixture.headers(listener), listener))
			.build();
	}

}

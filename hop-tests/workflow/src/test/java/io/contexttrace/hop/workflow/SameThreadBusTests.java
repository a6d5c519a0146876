package io.contexttrace.hop.workflow;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.contexttrace.CurrentContext;
import io.contexttrace.Step;
import io.contexttrace.carrier.bus.BusTracing;
import io.contexttrace.carrier.bus.EnvelopeMetadata;
import io.contexttrace.carrier.bus.TracedBus;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.hop.HopApplication;
import io.contexttrace.hop.Witness;
import io.contexttrace.workflow.Steps;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A bus that calls its handlers on the thread that sends, and one of queries that are
 * answered later.
 */
class SameThreadBusTests {

	private static HopApplication application;

	private static TracedBus<Map<String, Object>> bus;

	@BeforeAll
	static void start() {
		application = HopApplication.start(Application.class, "spring.datasource.url=jdbc:h2:mem:same-thread");
		bus = application.bean(BusTracing.class).bus("orders", EnvelopeMetadata.ofMaps());
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
	void handlerOnTheSendersThreadIsATraceOfItsOwnAndTheSendersGoesOn() {
		Tracer tracer = application.bean(Tracer.class);
		application.under("order-1", () -> application.bean(Steps.class).observe("checkout", () -> {
			Span before = tracer.currentSpan();
			bus.dispatch("reserve", Map.of(), (envelope) -> bus.handle("reservation", envelope,
					() -> application.bean(Witness.class).work("reserve-order-1")));
			assertThat(tracer.currentSpan()).isEqualTo(before);
			assertThat(CurrentContext.capture().step()).isEqualTo("checkout");
			application.bean(Witness.class).work("after-order-1");
		}));
		application.assertSeenUnder("reserve-order-1", "order-1");
		application.assertSeenUnder("after-order-1", "order-1");
		SpanData checkout = span("checkout");
		SpanData sent = span("reserve.dispatch");
		SpanData handled = span("reservation");
		assertThat(sent.getParentSpanId()).isEqualTo(checkout.getSpanId());
		assertThat(handled.getParentSpanContext().isValid()).isFalse();
		assertThat(handled.getTraceId()).isNotEqualTo(checkout.getTraceId());
		assertThat(handled.getLinks()).singleElement()
			.satisfies((link) -> assertThat(link.getSpanContext().getSpanId()).isEqualTo(sent.getSpanId()));
	}

	@Test
	void failureOfAHandlerPassesUnchangedThroughBothSides() {
		IllegalStateException failure = new IllegalStateException("no");
		application.under("order-2", () -> assertThatIllegalStateException()
			.isThrownBy(() -> bus.dispatch("refuse", Map.of(), (envelope) -> bus.handle("refusal", envelope, () -> {
				throw failure;
			})))
			.isSameAs(failure));
		assertThat(steps("order-2")).extracting(Step::name).containsExactly("refusal", "refuse.dispatch");
		assertThat(steps("order-2")).extracting(Step::outcome).containsOnly(Step.Outcome.ERROR);
	}

	@Test
	void queryEndsWithItsAnswer() throws Exception {
		Queue<Map<String, Object>> queue = new ArrayDeque<>();
		CompletableFuture<Integer> answer = new CompletableFuture<>();
		AtomicReference<CompletableFuture<Integer>> asked = new AtomicReference<>();
		application.under("order-3", () -> asked.set(bus.request("find-limit", Map.of(), (envelope) -> {
			queue.add(envelope);
			return answer;
		})));
		assertThat(steps("order-3")).isEmpty();
		Map<String, Object> envelope = queue.remove();
		Thread other = new Thread(() -> answer.complete(bus.handle("limits", envelope, () -> 500)));
		other.start();
		other.join();
		assertThat(asked.get()).isCompletedWithValue(500);
		assertThat(steps("order-3")).extracting(Step::name).containsExactly("limits", "find-limit.dispatch");
	}

	@Test
	void envelopeWithoutReadableMetadataIsSentAndHandled() {
		EnvelopeMetadata<String> broken = new EnvelopeMetadata<>() {

			@Override
			public Map<String, ?> read(String envelope) {
				throw new IllegalStateException("no metadata");
			}

			@Override
			public String add(String envelope, Map<String, String> entries) {
				throw new IllegalStateException("no metadata");
			}

		};
		TracedBus<String> texts = application.bean(BusTracing.class).bus("texts", broken);
		application.under("order-4", () -> texts.dispatch("note", "text", (sent) -> texts.handle("noting", sent, () -> {
			assertThat(sent).isEqualTo("text");
			assertThat(CurrentContext.get()).isNotNull();
		})));
	}

	@Test
	void headersWrapAndUnwrapAnyMap() {
		ContextHeaders headers = application.bean(ContextHeaders.class);
		Map<String, String> metadata = new HashMap<>();
		application.under("order-5", () -> headers.wrap(metadata));
		assertThat(metadata).containsEntry("X-Context-Id", "order-5").containsEntry("X-Context-Kind", "session");
		assertThat(headers.unwrap(Map.copyOf(metadata), "notes")).extracting((context) -> context.id().value())
			.isEqualTo("order-5");
		assertThat(headers.unwrap(Map.of("X-Context-Id", List.of()), "notes")).isNull();
	}

	@Test
	void unwrappedSnapshotIsOpenedAsItIs() {
		AtomicReference<Map<String, Object>> envelope = new AtomicReference<>();
		application.under("order-6", () -> envelope.set(bus.wrap(Map.of())));
		try (CurrentContext.Scope scope = bus.unwrap(envelope.get()).open()) {
			application.bean(Witness.class).work("unwrapped-order-6");
		}
		application.assertSeenUnder("unwrapped-order-6", "order-6");
	}

	@Test
	void idGoesWithoutSampledTraces() {
		try (HopApplication unsampled = HopApplication.start(Application.class,
				"spring.datasource.url=jdbc:h2:mem:unsampled", "management.tracing.sampling.probability=0.0")) {
			TracedBus<Map<String, Object>> other = unsampled.bean(BusTracing.class)
				.bus("orders", EnvelopeMetadata.ofMaps());
			unsampled.under("order-7", () -> other.dispatch("reserve", Map.of(), (envelope) -> other
				.handle("reservation", envelope, () -> unsampled.bean(Witness.class).work("reserve-order-7"))));
			unsampled.assertSeenUnder("reserve-order-7", "order-7");
			unsampled.assertThreadsAreClean();
		}
	}

	private static List<Step> steps(String contextId) {
		return application.bean(SagaApplication.ToldSteps.class).of(contextId);
	}

	private static SpanData span(String name) {
		return application.spans()
			.await((span) -> span.getName().equals(name)
					&& "order-1".equals(span.getAttributes().get(AttributeKey.stringKey("context.id"))));
	}

	/**
	 * The application.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		@Bean
		SagaApplication.ToldSteps toldSteps() {
			return new SagaApplication.ToldSteps();
		}

	}

}

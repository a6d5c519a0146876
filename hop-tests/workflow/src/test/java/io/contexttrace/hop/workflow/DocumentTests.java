package io.contexttrace.hop.workflow;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.Step;
import io.contexttrace.hop.HopApplication;
import io.contexttrace.hop.Witness;
import io.contexttrace.workflow.ReactiveContexts;
import io.contexttrace.workflow.ReactiveSteps;
import io.contexttrace.workflow.Steps;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Contexts and steps by annotation and by call, in an application as a user has it.
 */
class DocumentTests {

	private static HopApplication application;

	private static DocumentApplication.Importer importer;

	private static CurrentContext contexts;

	@BeforeAll
	static void start() {
		application = HopApplication.start(DocumentApplication.class, "spring.datasource.url=jdbc:h2:mem:documents");
		importer = application.bean(DocumentApplication.Importer.class);
		contexts = application.bean(CurrentContext.class);
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
	void documentInsideABatchIsFoundByEither() throws Exception {
		contexts.call(batch("batch-1"), () -> {
			importer.importDocument("document-1");
			return null;
		});
		application.assertSeenUnder("retrieve-document-1", "document-1");
		assertThat(application.lines("retrieve-document-1")).singleElement()
			.satisfies((line) -> assertThat(line.getMDCPropertyMap()).containsEntry("contextId", "document-1")
				.containsEntry("contextKind", "document")
				.containsEntry("parentContextId", "batch-1")
				.containsEntry("step", "retrieve"));
		assertThat(application.service().requests("/retrieve-document-1")).singleElement()
			.satisfies((request) -> assertThat(request.header("X-Context-Parent")).isEqualTo("batch-1"));
		SpanData outer = span("import-document", "document-1");
		SpanData inner = span("retrieve", "document-1");
		assertThat(inner.getParentSpanId()).isEqualTo(outer.getSpanId());
		assertThat(inner.getAttributes().get(AttributeKey.stringKey("context.parent.id"))).isEqualTo("batch-1");
		assertThat(call("document-1").getParentSpanId()).isEqualTo(inner.getSpanId());
		assertThat(steps("document-1")).extracting(Step::name)
			.startsWith("http.client")
			.endsWith("retrieve", "import-document");
		assertThat(application.bean(MeterRegistry.class)
			.get("context_trace.step.duration")
			.tags("kind", "document", "name", "retrieve", "outcome", "ok")
			.timer()
			.count()).isPositive();
	}

	@Test
	void failureIsRecordedAndPassesUnchanged() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> importer.importDocument("broken-1"))
			.withMessage("The store is closed");
		application.assertSeenUnder("retrieve-broken-1", "broken-1");
		assertThat(steps("broken-1")).filteredOn((step) -> step.outcome() == Step.Outcome.ERROR)
			.extracting(Step::name, Step::errorType)
			.containsExactly(tuple("retrieve", "java.io.IOException"), tuple("import-document", "java.io.IOException"));
		assertThat(span("retrieve", "broken-1").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
	}

	@Test
	void contextIsOpenOnTheThreadThatRunsTheMethodForEachAttemptAndAroundTheTransaction() throws Exception {
		String thread = contexts
			.<CompletableFuture<String>, RuntimeException>call(batch("batch-2"), () -> importer.book("order-2"))
			.get(30, TimeUnit.SECONDS);
		assertThat(thread).isNotEqualTo(Thread.currentThread().getName());
		application.assertSeenUnder("committed-order-2", "order-2");
		assertThat(application.lines("attempt-order-2")).hasSize(2)
			.allSatisfy((line) -> assertThat(line.getMDCPropertyMap()).containsEntry("contextId", "order-2")
				.containsEntry("parentContextId", "batch-2")
				.containsEntry("step", "book"));
		application.bean(SagaApplication.ToldSteps.class)
			.await("order-2", (step) -> step.name().equals("book") && step.outcome() == Step.Outcome.OK);
		assertThat(steps("order-2")).filteredOn((step) -> step.name().equals("book"))
			.extracting(Step::outcome)
			.containsExactly(Step.Outcome.ERROR, Step.Outcome.OK);
	}

	@Test
	void streamIsAStepWhereverItRunsAndTwoDoNotMix() {
		Steps steps = application.bean(Steps.class);
		List<String> ids = Stream.of(1, 2, 3, 4).map((number) -> "stream-" + number).toList();
		contexts.run(batch("batch-3"), () -> steps.observe("all",
				() -> Flux.fromIterable(ids).flatMap((id) -> importer.summarise(id)).collectList().block()));
		SpanData all = span("all", "batch-3");
		for (String id : ids) {
			application.assertSeenUnder("summary-" + id, id);
			assertThat(application.lines("summary-" + id)).singleElement()
				.satisfies((line) -> assertThat(line.getMDCPropertyMap()).containsEntry("step", "summarise")
					.containsEntry("parentContextId", "batch-3"));
			SpanData span = span("summarise", id);
			assertThat(span.getParentSpanId()).isEqualTo(all.getSpanId());
			assertThat(call(id).getParentSpanId()).isEqualTo(span.getSpanId());
		}
	}

	@Test
	void streamThatNobodyWantsAnyMoreIsACancelledStep() {
		assertThat(importer.watch("watched").take(2).blockLast()).isEqualTo(1);
		application.bean(SagaApplication.ToldSteps.class)
			.await("watched", (step) -> step.name().equals("watch") && step.outcome() == Step.Outcome.CANCELLED);
		assertThat(application.lines("watch-watched")).isNotEmpty()
			.allSatisfy((line) -> assertThat(line.getMDCPropertyMap()).containsEntry("contextId", "watched"));
		assertThat(span("watch", "watched").hasEnded()).isTrue();
	}

	@Test
	void plainCallsDoTheSame() throws Exception {
		Steps steps = application.bean(Steps.class);
		Witness witness = application.bean(Witness.class);
		String value = contexts.call(document("plain"), () -> steps.observe("retrieve", () -> {
			witness.work("plain-call");
			return read();
		}));
		assertThat(value).isEqualTo("read");
		application.assertSeenUnder("plain-call", "plain");
		assertThat(span("retrieve", "plain")).isNotNull();
	}

	@Test
	void plainCallsOnStreamsDoTheSame() {
		Witness witness = application.bean(Witness.class);
		Mono<String> work = Mono.fromCallable(() -> {
			witness.work("plain-stream");
			return "read";
		}).subscribeOn(Schedulers.boundedElastic());
		Mono<String> step = application.bean(ReactiveSteps.class).around("retrieve", work);
		application.bean(ReactiveContexts.class).around(document("plain-mono"), step).block();
		application.assertSeenUnder("plain-stream", "plain-mono");
		assertThat(call("plain-mono").getParentSpanId()).isEqualTo(span("retrieve", "plain-mono").getSpanId());
	}

	@Test
	void futureEndsItsStepOnAnotherThread() throws Exception {
		Steps steps = application.bean(Steps.class);
		CompletableFuture<String> later = new CompletableFuture<>();
		CompletableFuture<String> same = contexts.call(document("later"), () -> steps.observe("wait", () -> later));
		assertThat(same).isSameAs(later);
		assertThat(steps("later")).isEmpty();
		Thread other = new Thread(() -> later.complete("done"));
		other.start();
		other.join();
		assertThat(steps("later")).extracting(Step::outcome).containsExactly(Step.Outcome.OK);
		assertThat(span("wait", "later").hasEnded()).isTrue();
	}

	private static String read() throws IOException {
		return "read";
	}

	private static BusinessContext batch(String id) {
		return BusinessContext.of(new ContextId(id), "batch");
	}

	private static BusinessContext document(String id) {
		return BusinessContext.of(new ContextId(id), "document");
	}

	private static List<Step> steps(String contextId) {
		return application.bean(SagaApplication.ToldSteps.class).of(contextId);
	}

	private static SpanData span(String name, String contextId) {
		return application.spans()
			.await((span) -> span.getName().equals(name)
					&& contextId.equals(span.getAttributes().get(AttributeKey.stringKey("context.id"))));
	}

	private static SpanData call(String contextId) {
		return span("http get", contextId);
	}

}

package io.contexttrace.workflow;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextIdGenerator;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.MdcFieldNames;
import io.contexttrace.MdcFields;
import io.contexttrace.NewContexts;
import io.contexttrace.RecordingListener;
import io.contexttrace.Step;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.TrustPolicy;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.CrossingTrace;
import io.contexttrace.propagation.SpanReference;
import io.contexttrace.propagation.WorkTracing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.annotation.AliasFor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

@ExtendWith(OutputCaptureExtension.class)
class WorkflowPostProcessorTests {

	private static final BusinessContext BATCH = BusinessContext.of(new ContextId("batch-7"), "batch").withUser("ann");

	private final CurrentContext contexts = new CurrentContext(List.of(new MdcFields(MdcFieldNames.DEFAULT)));

	private final RecordingListener listener = new RecordingListener();

	private final NewContexts newContexts = new NewContexts(ContextIdGenerator.uuidV7(), "usual", this.listener);

	private final Steps steps = new Steps(this.contexts, crossing());

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withBean(WorkflowPostProcessor.class, this::processor)
		.withPropertyValues("kinds.document=paper", "steps.rank=rerank");

	@AfterEach
	void threadHoldsNothing() {
		assertThat(CurrentContext.capture().isEmpty()).isTrue();
		assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
	}

	@Test
	void idComesFromTheArguments() {
		run(Scopes.class, (bean) -> {
			assertThat(bean.byName("d-1")).isEqualTo(BusinessContext.of(new ContextId("d-1"), "document"));
			assertThat(bean.byPosition("x", 17).id()).isEqualTo(new ContextId("17"));
			assertThat(bean.byRoot("d-2").id()).isEqualTo(new ContextId("d-2-byRoot"));
			assertThat(bean.byProperty(new Document(new ContextId("d-3"))).id()).isEqualTo(new ContextId("d-3"));
			assertThat(bean.configuredKind("d-4").kind()).isEqualTo("paper");
		});
	}

	@Test
	void nestedContextKeepsItsParentAndItsUser() {
		run(Scopes.class, (bean) -> {
			BusinessContext document = this.contexts.call(BATCH, () -> bean.byName("d-1"));
			assertThat(document).isEqualTo(BATCH.child(new ContextId("d-1"), "document"));
			assertThat(this.contexts.<String, RuntimeException>call(BATCH, () -> bean.log("d-1")))
				.isEqualTo("d-1 batch-7");
		});
	}

	@Test
	void contextInsideItselfIsNotItsOwnParent() {
		run(Scopes.class, (bean) -> {
			BusinessContext document = BATCH.child(new ContextId("d-1"), "document");
			assertThat(this.contexts.<BusinessContext, RuntimeException>call(document, () -> bean.byName("d-1")))
				.isEqualTo(document);
		});
	}

	@Test
	void whatCannotBeAnIdIsReplacedByANewIdAndReportedOnce(CapturedOutput output) {
		run(Scopes.class, (bean) -> {
			for (String id : Arrays.asList(null, "", " ", "a b", "x".repeat(129), "secret\r\nforged", "..")) {
				assertThat(bean.byName(id).id().value()).hasSize(36);
			}
			assertThat(bean.byProperty(null).id().value()).hasSize(36);
			assertThat(bean.failing().id().value()).hasSize(36);
		});
		assertThat(output).doesNotContain("forged");
		assertThat(output.toString().split("byName\\(", -1)).hasSize(2);
		assertThat(output).contains("byProperty(").contains("failing()");
	}

	@Test
	void everyInvocationWithoutAnExpressionHasANewIdAndNobodyComplains(CapturedOutput output) {
		run(Scopes.class, (bean) -> {
			assertThat(bean.fresh().id()).isNotEqualTo(bean.fresh().id());
			assertThat(bean.fresh().kind()).isEqualTo("document");
		});
		assertThat(output).doesNotContain("fresh()");
	}

	@Test
	void argumentsAndTypesAreNeverEvaluated() {
		System.clearProperty("hacked");
		run(Scopes.class, (bean) -> {
			assertThat(bean.byName("T(java.lang.System).setProperty('hacked','1')").id().value()).hasSize(36);
			assertThat(bean.byName("#{T(java.lang.System).setProperty('hacked','1')}").id().value()).hasSize(36);
			assertThat(bean.byName("${kinds.document}").id().value()).isEqualTo("${kinds.document}");
			assertThat(bean.byType().id().value()).hasSize(36);
			assertThat(bean.byBean().id().value()).hasSize(36);
		});
		assertThat(System.getProperty("hacked")).isNull();
	}

	@Test
	void invalidKindAndExpressionAreReportedAndTheMethodWorks(CapturedOutput output) {
		run(Scopes.class, (bean) -> {
			assertThat(bean.invalidKind("d-1")).isEqualTo(BusinessContext.of(new ContextId("d-1"), "usual"));
			assertThat(bean.unresolvedKind("d-1").kind()).isEqualTo("usual");
			assertThat(bean.invalidExpression("d-1").id().value()).hasSize(36);
		});
		assertThat(output).contains("invalidKind(").contains("unresolvedKind(").contains("invalidExpression(");
	}

	@Test
	void typeInterfaceAndComposedAnnotationsCount() {
		run(Typed.class, (bean) -> {
			assertThat(bean.process("d-1")).isEqualTo("d-1 process");
			assertThat(bean.own("d-1")).isEqualTo("d-1 chunk");
			assertThat(bean.toString()).isEqualTo("typed null");
		});
		run(FromInterface.class, (bean) -> assertThat(bean.process("d-1")).isEqualTo("d-1 read"));
		run(Composed.class, (bean) -> assertThat(bean.process("d-1")).isEqualTo("d-1 compose"));
		assertThat(this.listener.steps()).extracting(Step::name).containsExactly("process", "chunk", "read", "compose");
	}

	@Test
	void stepsAreNestedInTheLogAndToldFromTheInside() {
		run(Flow.class, (bean) -> {
			String seen = this.contexts.call(BATCH, () -> this.steps.observe("outer", () -> {
				String inner = bean.named();
				return inner + " " + MDC.get("step");
			}));
			assertThat(seen).isEqualTo("retrieve outer");
			assertThat(bean.configured()).isEqualTo("rerank");
			assertThat(bean.unresolved()).isEqualTo("unresolved");
		});
		assertThat(this.listener.steps()).extracting(Step::name, Step::outcome, Step::context)
			.containsExactly(tuple("retrieve", Step.Outcome.OK, BATCH), tuple("outer", Step.Outcome.OK, BATCH));
	}

	@Test
	void failuresPassUnchangedAndAreRecorded() {
		IOException failure = new IOException("no");
		run(Flow.class, (bean) -> {
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> this.contexts.call(BATCH, () -> bean.failing(failure)))
				.isSameAs(failure);
			assertThatIllegalStateException()
				.isThrownBy(() -> this.contexts.<Object, RuntimeException>call(BATCH, () -> bean.failingStream()));
		});
		assertThat(this.listener.steps()).extracting(Step::outcome).containsOnly(Step.Outcome.ERROR);
		assertThat(this.listener.steps()).extracting(Step::errorType)
			.containsExactly("java.io.IOException", "java.lang.IllegalStateException");
	}

	@Test
	void stepEndsWithTheFuture() throws Exception {
		CompletableFuture<String> good = new CompletableFuture<>();
		CompletableFuture<String> bad = new CompletableFuture<>();
		CompletableFuture<String> unwanted = new CompletableFuture<>();
		run(Flow.class, (bean) -> {
			for (CompletableFuture<String> future : List.of(good, bad, unwanted)) {
				assertThat(this.contexts.<CompletableFuture<String>, RuntimeException>call(BATCH,
						() -> bean.later(future)))
					.isSameAs(future);
			}
			assertThat(this.listener.steps()).isEmpty();
			CompletableFuture.runAsync(() -> good.complete("done")).join();
			bad.completeExceptionally(new CompletionException(new IOException("no")));
			unwanted.cancel(false);
		});
		assertThat(this.listener.takeStep().outcome()).isEqualTo(Step.Outcome.OK);
		assertThat(this.listener.takeStep().errorType()).isEqualTo("java.io.IOException");
		assertThat(this.listener.takeStep().outcome()).isEqualTo(Step.Outcome.CANCELLED);
	}

	@Test
	void eachSubscriptionIsAStepUnderTheContextOfTheMethod() {
		run(Flow.class, (bean) -> {
			Mono<String> mono = this.contexts.call(BATCH, () -> bean.mono("d-1"));
			assertThat(this.listener.steps()).isEmpty();
			assertThat(mono.block()).isEqualTo("d-1 null answer");
			assertThat(this.contexts.<String, RuntimeException>call(BATCH, () -> mono.block()))
				.isEqualTo("d-1 batch-7 answer");
			assertThat(bean.flux("d-2").collectList().block()).containsExactly("d-2", "d-2");
			assertThatIllegalStateException().isThrownBy(() -> bean.failingMono("d-3").block());
		});
		assertThat(this.listener.steps()).extracting((step) -> step.context().id().value())
			.containsExactly("d-1", "d-1", "d-2", "d-3");
		assertThat(this.listener.steps()).extracting(Step::outcome)
			.containsExactly(Step.Outcome.OK, Step.Outcome.OK, Step.Outcome.OK, Step.Outcome.ERROR);
	}

	@Test
	void cancelledStreamIsACancelledStep() {
		run(Flow.class, (bean) -> {
			bean.endless("d-1").subscribe().dispose();
			assertThat(bean.endless("d-2").take(1).blockLast()).isEqualTo("d-2");
		});
		assertThat(this.listener.steps()).extracting(Step::outcome)
			.containsExactly(Step.Outcome.CANCELLED, Step.Outcome.CANCELLED);
	}

	@Test
	void withoutAContextThereIsNoStepButTheFieldInTheLog() {
		run(Flow.class, (bean) -> assertThat(bean.named()).isEqualTo("retrieve"));
		assertThat(this.listener.steps()).isEmpty();
	}

	private <T> void run(Class<T> type, Consumer<T> test) {
		this.contextRunner.withBean(type).run((context) -> test.accept(context.getBean(type)));
	}

	private WorkflowPostProcessor processor() {
		WorkflowPostProcessor processor = new WorkflowPostProcessor(() -> this.contexts, () -> this.newContexts,
				() -> this.steps);
		processor.setProxyTargetClass(true);
		return processor;
	}

	private ContextCrossing crossing() {
		ContextHeaders headers = new ContextHeaders(HeaderNames.DEFAULT, "usual", TrustPolicy.validSyntax(),
				this.listener);
		return new ContextCrossing(new ContextReceiver(this.contexts, headers, this.newContexts), headers,
				new CrossingTrace(this.contexts, WorkTracing.none(), SpanReference.Source.none()), this.listener);
	}

	private static BusinessContext current() {
		BusinessContext context = CurrentContext.get();
		assertThat(context).isNotNull();
		return context;
	}

	private static @Nullable String step() {
		return CurrentContext.capture().step();
	}

	static class Scopes {

		@ContextScope(kind = "document", id = "#documentId")
		BusinessContext byName(@Nullable String documentId) {
			return current();
		}

		@ContextScope(kind = "document", id = "#documentId")
		String log(String documentId) {
			return MDC.get("contextId") + " " + MDC.get("parentContextId");
		}

		@ContextScope(kind = "document", id = "#p1")
		BusinessContext byPosition(String first, int second) {
			return current();
		}

		@ContextScope(kind = "document", id = "#root.args[0] + '-' + #root.method.name")
		BusinessContext byRoot(String documentId) {
			return current();
		}

		@ContextScope(kind = "document", id = "#document.id")
		BusinessContext byProperty(@Nullable Document document) {
			return current();
		}

		@ContextScope(kind = "${kinds.document}", id = "#documentId")
		BusinessContext configuredKind(String documentId) {
			return current();
		}

		@ContextScope(kind = "document", id = "T(java.lang.System).setProperty('hacked','1')")
		BusinessContext byType() {
			return current();
		}

		@ContextScope(kind = "document", id = "@environment.toString()")
		BusinessContext byBean() {
			return current();
		}

		@ContextScope(kind = "document", id = "#root.target.fail()")
		BusinessContext failing() {
			return current();
		}

		@ContextScope(kind = "document")
		BusinessContext fresh() {
			return current();
		}

		@ContextScope(kind = "no kind", id = "#documentId")
		BusinessContext invalidKind(String documentId) {
			return current();
		}

		@ContextScope(kind = "${missing}", id = "#documentId")
		BusinessContext unresolvedKind(String documentId) {
			return current();
		}

		@ContextScope(kind = "document", id = "#documentId +")
		BusinessContext invalidExpression(String documentId) {
			return current();
		}

		String fail() {
			throw new IllegalStateException("no");
		}

	}

	record Document(ContextId id) {

	}

	@TraceStep
	@ContextScope(kind = "document", id = "#documentId")
	static class Typed {

		String process(String documentId) {
			return current().id().value() + " " + step();
		}

		@TraceStep("chunk")
		String own(String documentId) {
			return process(documentId);
		}

		@Override
		public String toString() {
			return "typed " + CurrentContext.get();
		}

	}

	interface Reading {

		@TraceStep("read")
		@ContextScope(kind = "document", id = "#p0")
		String process(String documentId);

	}

	static class FromInterface implements Reading {

		@Override
		public String process(String documentId) {
			return current().id().value() + " " + step();
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@TraceStep
	@ContextScope(kind = "document", id = "#documentId")
	@interface DocumentStep {

		@AliasFor(annotation = TraceStep.class, attribute = "value")
		String step();

	}

	static class Composed {

		@DocumentStep(step = "compose")
		String process(String documentId) {
			return current().id().value() + " " + step();
		}

	}

	static class Flow {

		@TraceStep("retrieve")
		String named() {
			return MDC.get("step");
		}

		@TraceStep("${steps.rank}")
		String configured() {
			return MDC.get("step");
		}

		@TraceStep("${missing}")
		String unresolved() {
			return MDC.get("step");
		}

		@TraceStep
		String failing(IOException failure) throws IOException {
			throw failure;
		}

		@TraceStep
		Mono<String> failingStream() {
			throw new IllegalStateException("no");
		}

		@TraceStep
		CompletableFuture<String> later(CompletableFuture<String> future) {
			return future;
		}

		@ContextScope(kind = "document", id = "#documentId")
		@TraceStep("answer")
		Mono<String> mono(String documentId) {
			return Mono.deferContextual((view) -> {
				ContextSnapshot held = CurrentContext.capture();
				BusinessContext context = current();
				return Mono.just(context.id().value() + " "
						+ ((context.parentId() != null) ? context.parentId().value() : null) + " " + held.step());
			});
		}

		@ContextScope(kind = "document", id = "#documentId")
		@TraceStep("answer")
		Flux<String> flux(String documentId) {
			return Flux.defer(() -> Flux.just(current().id().value(), current().id().value()));
		}

		@ContextScope(kind = "document", id = "#documentId")
		@TraceStep("answer")
		Mono<String> failingMono(String documentId) {
			return Mono.error(new IllegalStateException("no"));
		}

		@ContextScope(kind = "document", id = "#documentId")
		@TraceStep("answer")
		Flux<String> endless(String documentId) {
			return Flux.concat(Flux.just(documentId), Sinks.<String>one().asMono());
		}

	}

}

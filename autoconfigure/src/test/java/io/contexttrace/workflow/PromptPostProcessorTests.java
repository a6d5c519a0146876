package io.contexttrace.workflow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.Prompt;
import io.contexttrace.propagation.ContextThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.reactivestreams.Publisher;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(OutputCaptureExtension.class)
class PromptPostProcessorTests {

	private final CurrentContext contexts = new CurrentContext(List.of());

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withBean(PromptPostProcessor.class, this::classProxies)
		.withPropertyValues("prompts.version=2026.11");

	@AfterEach
	void threadHoldsNothing() {
		assertThat(CurrentContext.capture().isEmpty()).isTrue();
		Hooks.disableAutomaticContextPropagation();
	}

	@Test
	void methodRunsInsideItsPrompt() {
		run(Methods.class, (bean) -> {
			assertThat(bean.named()).isEqualTo(new Prompt("order-help", "3", "b"));
			assertThat(bean.plain()).isNull();
			assertThat(bean.configured()).isEqualTo(new Prompt("order-help", "2026.11", null));
			assertThatIllegalStateException().isThrownBy(bean::failing);
		});
	}

	@Test
	void innerPromptReplacesTheOuterOneAndTheContextStays() {
		BusinessContext context = BusinessContext.of(new ContextId("a"), "session");
		run(Methods.class, (bean) -> {
			try (CurrentContext.Scope scope = this.contexts.open(context);
					CurrentContext.Scope outer = this.contexts.open(Prompt.of("outer"))) {
				assertThat(bean.named()).isEqualTo(new Prompt("order-help", "3", "b"));
				assertThat(bean.context()).isEqualTo(context);
				assertThat(bean.plain()).isEqualTo(Prompt.of("outer"));
			}
		});
	}

	@Test
	void typeStandsForItsMethodsAndAMethodForItself() {
		run(Typed.class, (bean) -> {
			assertThat(bean.plain()).isEqualTo(Prompt.of("type"));
			assertThat(bean.own()).isEqualTo(Prompt.of("method"));
		});
		run(Heir.class, (bean) -> {
			assertThat(bean.plain()).isEqualTo(Prompt.of("type"));
			assertThat(bean.own()).isEqualTo(Prompt.of("heir"));
		});
	}

	@Test
	void interfacesCount() {
		run(FromInterface.class, (bean) -> assertThat(bean.ask()).isEqualTo(Prompt.of("interface")));
		run(FromTypedInterface.class, (bean) -> assertThat(bean.ask()).isEqualTo(Prompt.of("typed-interface")));
	}

	@Test
	void interfaceProxiesWork() {
		new ApplicationContextRunner()
			.withBean(PromptPostProcessor.class, () -> new PromptPostProcessor(() -> this.contexts))
			.withBean(FinalFromInterface.class)
			.run((context) -> {
				Asking bean = context.getBean(Asking.class);
				assertThat(AopUtils.isJdkDynamicProxy(bean)).isTrue();
				assertThat(bean.ask()).isEqualTo(Prompt.of("interface"));
			});
	}

	@Test
	void beanThatCannotHaveAProxyStaysAndIsReported(CapturedOutput output) {
		run(FinalBean.class, (bean) -> {
			assertThat(AopUtils.isAopProxy(bean)).isFalse();
			assertThat(bean.named()).isNull();
		});
		assertThat(output).contains("@UsesPrompt has no effect");
	}

	@Test
	void invalidPromptIsReportedAndTheMethodWorks(CapturedOutput output) {
		run(Invalid.class, (bean) -> {
			assertThat(bean.invalid()).isNull();
			assertThat(bean.unresolved()).isNull();
		});
		assertThat(output).contains("Invalid.invalid()").contains("Invalid.unresolved()");
	}

	@Test
	void beanWithoutTheAnnotationGetsNoProxy() {
		run(Plain.class, (bean) -> assertThat(AopUtils.isAopProxy(bean)).isFalse());
	}

	@Test
	void streamsBelongToThePromptWhoeverSubscribes() {
		run(Streaming.class, (bean) -> {
			assertThat(bean.flux().collectList().block()).containsOnly(Prompt.of("stream"));
			assertThat(bean.mono().block()).isEqualTo(Prompt.of("stream"));
			assertThat(Flux.from(bean.publisher()).blockLast()).isEqualTo(Prompt.of("stream"));
			assertThat(bean.connectable()).isInstanceOf(ConnectableFlux.class);
			assertThat(bean.emptyMono().blockOptional()).isEmpty();
		});
	}

	@Test
	void streamsBelongToThePromptOnOtherThreads() {
		Hooks.enableAutomaticContextPropagation();
		run(Streaming.class, (bean) -> {
			try (CurrentContext.Scope scope = this.contexts.open(Prompt.of("outer"))) {
				assertThat(bean.delayed().collectList().block()).containsOnly(Prompt.of("stream"));
				assertThat(bean.delayed().map((seen) -> held()).collectList().block()).containsOnly(Prompt.of("outer"));
			}
			assertThat(bean.delayed().subscribeOn(Schedulers.boundedElastic()).collectList().block())
				.containsOnly(Prompt.of("stream"));
		});
	}

	@Test
	void streamKeepsTheContextThatItIsSubscribedUnder() {
		BusinessContext context = BusinessContext.of(new ContextId("a"), "session");
		run(Streaming.class,
				(bean) -> assertThat(bean.context()
					.contextWrite(
							(view) -> view.put(ContextThreadLocalAccessor.KEY, this.contexts.snapshot(context, null)))
					.block()).isEqualTo(context));
	}

	@Test
	void futureBelongsToThePromptDuringTheCall() {
		run(Streaming.class, (bean) -> assertThat(bean.future().join()).isEqualTo(Prompt.of("stream")));
	}

	private PromptPostProcessor classProxies() {
		PromptPostProcessor processor = new PromptPostProcessor(() -> this.contexts);
		processor.setProxyTargetClass(true);
		return processor;
	}

	private <T> void run(Class<T> type, Consumer<T> test) {
		this.contextRunner.withBean(type).run((context) -> test.accept(context.getBean(type)));
	}

	private static @Nullable Prompt held() {
		return CurrentContext.capture().prompt();
	}

	static class Methods {

		@UsesPrompt(name = "order-help", version = "3", variant = "b")
		@Nullable Prompt named() {
			return held();
		}

		@UsesPrompt(name = "order-help", version = "${prompts.version}", variant = "${prompts.variant:}")
		@Nullable Prompt configured() {
			return held();
		}

		@UsesPrompt(name = "order-help")
		@Nullable BusinessContext context() {
			return CurrentContext.get();
		}

		@UsesPrompt(name = "order-help")
		void failing() {
			throw new IllegalStateException("broken");
		}

		@Nullable Prompt plain() {
			return held();
		}

	}

	@UsesPrompt(name = "type")
	static class Typed {

		@Nullable Prompt plain() {
			return held();
		}

		@UsesPrompt(name = "method")
		@Nullable Prompt own() {
			return held();
		}

	}

	static class Heir extends Typed {

		@Override
		@UsesPrompt(name = "heir")
		@Nullable Prompt own() {
			return held();
		}

	}

	interface Asking {

		@UsesPrompt(name = "interface")
		@Nullable Prompt ask();

	}

	static class FromInterface implements Asking {

		@Override
		public @Nullable Prompt ask() {
			return held();
		}

	}

	static final class FinalFromInterface implements Asking {

		@Override
		public @Nullable Prompt ask() {
			return held();
		}

	}

	@UsesPrompt(name = "typed-interface")
	interface TypedAsking {

		@Nullable Prompt ask();

	}

	static class FromTypedInterface implements TypedAsking {

		@Override
		public @Nullable Prompt ask() {
			return held();
		}

	}

	static final class FinalBean {

		@UsesPrompt(name = "final")
		@Nullable Prompt named() {
			return held();
		}

	}

	static class Invalid {

		@UsesPrompt(name = "two words")
		@Nullable Prompt invalid() {
			return held();
		}

		@UsesPrompt(name = "${prompts.unknown}")
		@Nullable Prompt unresolved() {
			return held();
		}

	}

	static class Plain {

	}

	@UsesPrompt(name = "stream")
	static class Streaming {

		Flux<Prompt> flux() {
			return Flux.defer(() -> Flux.just(held(), held()));
		}

		Mono<Prompt> mono() {
			return Mono.fromSupplier(PromptPostProcessorTests::held);
		}

		Mono<Prompt> emptyMono() {
			return Mono.empty();
		}

		Mono<BusinessContext> context() {
			return Mono.fromSupplier(CurrentContext::get);
		}

		Publisher<Prompt> publisher() {
			return Flux.defer(() -> Flux.just(held()));
		}

		ConnectableFlux<Integer> connectable() {
			return Flux.just(1).publish();
		}

		Flux<Prompt> delayed() {
			return Flux.range(0, 2).delayElements(Duration.ofMillis(1)).map((number) -> held());
		}

		CompletableFuture<Prompt> future() {
			return CompletableFuture.completedFuture(held());
		}

	}

}

package io.contexttrace.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.Context;
import io.contexttrace.BusinessContext;
import io.contexttrace.ContextListener;
import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.Step;
import io.contexttrace.carrier.lambda.SpanFlush;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.lambda.FunctionContexts;
import io.contexttrace.lambda.FunctionSettings;
import io.contexttrace.lambda.Hydration;
import io.contexttrace.lambda.InvocationEnding;
import io.contexttrace.lambda.OpenedWork;
import io.contexttrace.lambda.PayloadPath;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.function.context.catalog.FunctionAroundWrapper;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry.FunctionInvocationWrapper;
import org.springframework.cloud.function.context.config.ContextFunctionCatalogAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LambdaFunctionContextAutoConfigurationTests {

	private static final String EVENT = "{\"headers\":{\"X-Context-Id\":\"case-1\"}}";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ContextTraceAutoConfiguration.class, LambdaFunctionContextAutoConfiguration.class));

	private final ApplicationContextRunner functionRunner = this.contextRunner
		.withConfiguration(AutoConfigurations.of(ContextFunctionCatalogAutoConfiguration.class))
		.withUserConfiguration(Functions.class);

	@Test
	void functionsThatLambdaInvokesWorkUnderTheContext() {
		this.functionRunner.run((context) -> {
			assertThat(invoke(context, "imperative", EVENT)).isEqualTo("case-1");
			assertThat(invoke(context, "imperative|same", EVENT)).isEqualTo("case-1");
			assertThat(Flux.from((Flux<?>) invoke(context, "stream", EVENT)).blockLast()).hasToString("case-1");
			assertThat(Mono.from((Mono<?>) invoke(context, "single", EVENT)).block()).hasToString("case-1");
			assertThat(CurrentContext.capture().isEmpty()).isTrue();
			assertThatIllegalStateException().isThrownBy(() -> invoke(context, "failing", EVENT))
				.withMessage("out of stock");
			assertThat(CurrentContext.capture().isEmpty()).isTrue();
		});
	}

	@Test
	void aPathInThePayloadAndTheKindCanBeConfigured() {
		this.functionRunner
			.withPropertyValues("context-trace.lambda.payload-path=detail.case", "context-trace.lambda.kind=order")
			.run((context) -> {
				assertThat(invoke(context, "imperative", "{\"detail\":{\"case\":\"case-2\"}}")).isEqualTo("case-2");
				assertThat(invoke(context, "kind", "{}")).isEqualTo("order");
			});
	}

	@Test
	void otherInvocationsAreLeftAlone() {
		this.functionRunner.run((context) -> {
			FunctionInvocationWrapper function = context.getBean(FunctionCatalog.class).lookup("imperative");
			assertThat(function.apply(MessageBuilder.withPayload(EVENT).build())).isEqualTo("none");
		});
	}

	@Test
	void whatElseIsDoneAroundFunctionsStays() {
		this.functionRunner.withUserConfiguration(UserWrapperConfiguration.class).run((context) -> {
			assertThat(context).hasSingleBean(FunctionAroundWrapper.class);
			assertThat(invoke(context, "imperative", EVENT)).isEqualTo("case-1");
			assertThat(context.getBean(Calls.class).ids()).containsExactly("case-1");
		});
	}

	@Test
	void backsOffWhenSwitchedOff() {
		this.contextRunner.withPropertyValues("context-trace.lambda.function.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(FunctionContexts.class)
				.doesNotHaveBean(FunctionAroundWrapper.class));
	}

	@Test
	void backsOffWhenAllIsSwitchedOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(FunctionContexts.class)
				.doesNotHaveBean(FunctionAroundWrapper.class));
	}

	@Test
	void backsOffWithoutLambda() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(Context.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("functionContexts"));
	}

	@Test
	void worksWithoutSpringCloudFunction() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(FunctionAroundWrapper.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(FunctionContexts.class)
				.doesNotHaveBean("contextFunctionWrapper"));
	}

	@Test
	void theUsersBeansWin() {
		this.contextRunner.withUserConfiguration(UserConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(Hydration.class)
				.hasSingleBean(FunctionContexts.class)
				.hasBean("userHydration")
				.hasBean("userContexts"));
	}

	@Test
	void anInvocationHasEndedBeforeItsAnswerIsGiven() {
		this.functionRunner.withUserConfiguration(EndingConfiguration.class).run((context) -> {
			Ending ending = context.getBean(Ending.class);
			for (String function : List.of("imperative", "stream", "single", "elsewhere")) {
				ending.told().clear();
				Object result = invoke(context, function, EVENT);
				if (result instanceof Publisher<?> publisher) {
					Flux.from(publisher).doOnTerminate(() -> ending.told().add("answer")).blockLast();
				}
				else {
					ending.told().add("answer");
				}
				assertThat(ending.told()).as(function).containsExactly("lambda.function case-1 OK", "ended", "answer");
			}
			ending.told().clear();
			assertThatIllegalStateException().isThrownBy(() -> invoke(context, "failing", EVENT));
			assertThat(ending.told()).containsExactly("lambda.function case-1 ERROR", "ended");
		});
	}

	@Test
	void whoDoesNotWaitForTheStreamCancelsTheInvocation() {
		this.functionRunner.withUserConfiguration(EndingConfiguration.class).run((context) -> {
			Flux.from((Publisher<?>) invoke(context, "endless", EVENT)).blockFirst();
			assertThat(context.getBean(Ending.class).told()).containsExactly("lambda.function case-1 CANCELLED",
					"ended");
			assertThat(CurrentContext.capture().isEmpty()).isTrue();
		});
	}

	@Test
	void whatFailsAtTheEndDoesNotReachTheCaller() {
		this.functionRunner.withBean(InvocationEnding.class, () -> (runtime) -> {
			throw new IllegalStateException("collector");
		}).run((context) -> assertThat(invoke(context, "imperative", EVENT)).isEqualTo("case-1"));
	}

	@Test
	void spansAreSentBeforeTheAnswerIfOpenTelemetryMakesThem() {
		this.contextRunner.withBean(SdkTracerProvider.class, () -> SdkTracerProvider.builder().build())
			.run((context) -> assertThat(context).hasSingleBean(SpanFlush.class));
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(SpanFlush.class));
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.opentelemetry"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(FunctionContexts.class)
				.doesNotHaveBean("functionSpanFlush"));
		this.contextRunner.withUserConfiguration(EndingConfiguration.class)
			.withBean(SdkTracerProvider.class, () -> SdkTracerProvider.builder().build())
			.run((context) -> assertThat(context).hasSingleBean(InvocationEnding.class)
				.doesNotHaveBean(SpanFlush.class));
	}

	@Test
	void whatIsNoPathOrKindIsRefused() {
		for (String wrong : List.of("context-trace.lambda.payload-path=a..b", "context-trace.lambda.kind=a b")) {
			this.contextRunner.withPropertyValues(wrong)
				.run((context) -> assertThat(context.getStartupFailure()).rootCause()
					.hasMessageContaining(wrong.substring(0, wrong.indexOf('='))));
		}
	}

	private static Object invoke(ApplicationContext context, String definition, String event) {
		FunctionInvocationWrapper function = context.getBean(FunctionCatalog.class).lookup(definition);
		Message<byte[]> message = MessageBuilder.withPayload(event.getBytes(StandardCharsets.UTF_8))
			.setHeader("aws-context", Mockito.mock(Context.class))
			.build();
		Object result = function.apply(message);
		return (result instanceof Message<?> answer) ? answer.getPayload() : result;
	}

	private static String id() {
		BusinessContext context = CurrentContext.get();
		return (context != null) ? context.id().value() : "none";
	}

	/**
	 * Functions.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Functions {

		@Bean
		Function<String, String> imperative() {
			return (event) -> id();
		}

		@Bean
		Function<String, String> same() {
			return (id) -> id.equals(id()) ? id : "lost";
		}

		@Bean
		Function<String, String> kind() {
			return (event) -> CurrentContext.get().kind();
		}

		@Bean
		Function<Flux<String>, Flux<String>> stream() {
			return (events) -> events.map((event) -> id());
		}

		@Bean
		Function<Mono<String>, Mono<String>> single() {
			return (events) -> events.map((event) -> id());
		}

		@Bean
		Function<Flux<String>, Flux<String>> elsewhere() {
			return (events) -> events.publishOn(Schedulers.parallel()).map((event) -> id());
		}

		@Bean
		Function<Flux<String>, Flux<String>> endless() {
			return (events) -> events.repeat().map((event) -> id());
		}

		@Bean
		Function<String, String> failing() {
			return (event) -> {
				throw new IllegalStateException("out of stock");
			};
		}

	}

	/**
	 * What a user's wrapper saw.
	 *
	 * @param ids the context ids
	 */
	record Calls(List<String> ids) {

	}

	/**
	 * A user's wrapper.
	 */
	@Configuration(proxyBeanMethods = false)
	static class UserWrapperConfiguration {

		@Bean
		Calls calls() {
			return new Calls(new ArrayList<>());
		}

		@Bean
		FunctionAroundWrapper userWrapper(Calls calls) {
			return new FunctionAroundWrapper() {

				@Override
				protected Object doApply(Object input, FunctionInvocationWrapper function) {
					calls.ids().add(id());
					return function.apply(input);
				}

			};
		}

	}

	/**
	 * What a user is told.
	 *
	 * @param told the steps and endings
	 */
	record Ending(List<String> told) implements InvocationEnding, ContextListener {

		@Override
		public void ended(@Nullable Context context) {
			this.told.add("ended");
		}

		@Override
		public void finished(Step step) {
			this.told.add(step.name() + " " + step.context().id().value() + " " + step.outcome());
		}

	}

	/**
	 * A user who does something at the end of an invocation.
	 */
	@Configuration(proxyBeanMethods = false)
	static class EndingConfiguration {

		@Bean
		Ending ending() {
			return new Ending(new CopyOnWriteArrayList<>());
		}

	}

	/**
	 * A user's beans.
	 */
	@Configuration(proxyBeanMethods = false)
	static class UserConfiguration {

		@Bean
		Hydration userHydration(ContextReceiver receiver, ContextHeaders headers, NewContexts newContexts) {
			return new Hydration(receiver, headers, newContexts, new FunctionSettings("order", PayloadPath.NONE));
		}

		@Bean
		FunctionContexts userContexts(Hydration hydration) {
			return new FunctionContexts(hydration, (received, name) -> OpenedWork.NONE, () -> {
			});
		}

	}

}

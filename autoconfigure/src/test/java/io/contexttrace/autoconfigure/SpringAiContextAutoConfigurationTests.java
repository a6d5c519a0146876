package io.contexttrace.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.contexttrace.CurrentContext;
import io.contexttrace.ai.ModelCallAdvisor;
import io.contexttrace.ai.ModelCallObservationHandler;
import io.contexttrace.ai.ModelCalls;
import io.contexttrace.ai.ModelCallsLifecycle;
import io.contexttrace.ai.ModelRequestMarker;
import io.contexttrace.ai.OutputConversionScopes;
import io.contexttrace.ai.SpanAttributes;
import io.contexttrace.ai.ToolWorkObservationHandler;
import io.contexttrace.ai.UserCallAdvisor;
import io.contexttrace.llm.ContentCapture;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallListener;
import io.contexttrace.llm.LlmCallRecorder;
import io.contexttrace.llm.LlmCallSink;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.propagation.ObservationSpans;
import io.contexttrace.sink.RecordQueue;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientBuilderCustomizer;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class SpringAiContextAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContextTraceAutoConfiguration.class,
				RecordsContextAutoConfiguration.class, SpringAiContextAutoConfiguration.class));

	@Test
	void seesCallsWithAndWithoutAChatClient() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(ModelCalls.class)
			.hasSingleBean(ModelCallObservationHandler.class)
			.hasSingleBean(ModelCallAdvisor.class)
			.hasSingleBean(UserCallAdvisor.class)
			.hasSingleBean(ToolWorkObservationHandler.class)
			.hasSingleBean(OutputConversionScopes.class)
			.hasSingleBean(SpanAttributes.class)
			.hasSingleBean(ChatClientBuilderCustomizer.class));
	}

	@Test
	void looksForTheObservationRegistryOnce() {
		AtomicInteger lookups = new AtomicInteger();
		this.contextRunner.withBean(ObservationRegistry.class, () -> {
			lookups.incrementAndGet();
			return ObservationRegistry.create();
		}, (definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE)).run((context) -> {
			ChatModel model = (prompt) -> new ChatResponse(List.of(new Generation(new AssistantMessage("yes"))));
			ChatClient client = ChatClient.builder(model)
				.defaultAdvisors(context.getBean(UserCallAdvisor.class))
				.build();
			client.prompt("first?").call().content();
			client.prompt("second?").call().content();
			assertThat(lookups).hasValue(1);
		});
	}

	@Test
	void recordsWhatIsUnderWayWhenItStops() {
		List<LlmCall> recorded = new ArrayList<>();
		this.contextRunner.withBean(LlmCallListener.class, () -> recorded::add).run((context) -> {
			ChatModelObservationContext direct = ChatModelObservationContext.builder()
				.prompt(new Prompt("ok?"))
				.provider("own")
				.build();
			context.getBean(ModelCallObservationHandler.class).onStart(direct);
			context.close();
			assertThat(recorded).singleElement()
				.satisfies((call) -> assertThat(call.outcome().errorType()).isEqualTo("shutdown"));
		});
	}

	@Test
	void backsOffWithoutSpringAi() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(ChatModelObservationContext.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ModelCalls.class));
	}

	@Test
	void seesCallsWithoutAChatClientWhereThereIsNone() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(ChatClient.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ModelCallObservationHandler.class)
				.doesNotHaveBean(ModelCallAdvisor.class)
				.doesNotHaveBean(ToolWorkObservationHandler.class)
				.doesNotHaveBean(OutputConversionScopes.class));
	}

	@Test
	void seesCallsAlsoWhereNoRecordIsKept() {
		this.contextRunner.withPropertyValues("context-trace.records.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(RecordQueue.class)
				.hasSingleBean(LlmCallRecorder.class)
				.hasSingleBean(ModelCalls.class));
	}

	@Test
	void leavesChatClientsAloneIfToldSo() {
		this.contextRunner.withPropertyValues("context-trace.chat-client.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(ModelCallObservationHandler.class)
				.doesNotHaveBean(ToolWorkObservationHandler.class)
				.doesNotHaveBean(ChatClientBuilderCustomizer.class));
	}

	@Test
	void leavesChatModelsAloneIfToldSo() {
		this.contextRunner.withPropertyValues("context-trace.chat-model.enabled=false").run((context) -> {
			ChatModelObservationContext direct = ChatModelObservationContext.builder()
				.prompt(new Prompt("ok?"))
				.provider("own")
				.build();
			context.getBean(ModelCallObservationHandler.class).onStart(direct);
			assertThat(context.getBean(ModelCalls.class).size()).isZero();
			assertThat(context).hasSingleBean(ModelCallAdvisor.class);
		});
	}

	@Test
	void thoseWhoHearOfCallsMayMakeCallsThemselves() {
		this.contextRunner.withBean(ChatModel.class, () -> (prompt) -> new ChatResponse(List.of()))
			.withUserConfiguration(Judge.class)
			.run((context) -> assertThat(context).hasNotFailed().hasBean("judgingSink").hasBean("judgingListener"));
	}

	@Test
	void backsOffWhenTracingIsOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ModelCalls.class));
	}

	@Test
	void givesWayToTheApplicationsAdvisors() {
		this.contextRunner.withUserConfiguration(OwnAdvisors.class)
			.run((context) -> assertThat(context).hasSingleBean(ModelCallAdvisor.class)
				.hasBean("ownModelCallAdvisor")
				.hasSingleBean(UserCallAdvisor.class)
				.hasBean("ownUserCallAdvisor")
				.hasSingleBean(ModelCallObservationHandler.class)
				.hasBean("ownHandler")
				.hasSingleBean(ModelCalls.class)
				.hasBean("ownCalls")
				.hasSingleBean(ModelCallsLifecycle.class)
				.hasBean("ownLifecycle")
				.hasSingleBean(SpanAttributes.class)
				.hasBean("ownSpanAttributes")
				.hasSingleBean(ToolWorkObservationHandler.class)
				.hasBean("ownToolHandler")
				.hasSingleBean(OutputConversionScopes.class)
				.hasBean("ownScopes"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Judge {

		@Bean
		ChatClient.Builder builder(ChatModel model, ObjectProvider<ChatClientBuilderCustomizer> customizers) {
			ChatClient.Builder builder = ChatClient.builder(model);
			customizers.forEach((customizer) -> customizer.customize(builder));
			return builder;
		}

		@Bean
		LlmCallSink judgingSink(ChatClient.Builder builder) {
			return new LlmCallSink() {

				@Override
				public String name() {
					return "judge";
				}

				@Override
				public void accept(LlmRecord record) {
					builder.build();
				}

			};
		}

		@Bean
		LlmCallListener judgingListener(ChatClient.Builder builder) {
			return (call) -> builder.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnAdvisors {

		@Bean
		ModelCalls ownCalls(CurrentContext contexts, LlmCallRecorder recorder) {
			return new ModelCalls(contexts, () -> recorder, ContentCapture.NONE, ObservationSpans.none());
		}

		@Bean
		ModelCallAdvisor ownModelCallAdvisor(ModelCalls calls) {
			return new ModelCallAdvisor(calls, ModelRequestMarker.all(List.of()));
		}

		@Bean
		UserCallAdvisor ownUserCallAdvisor(ModelCalls calls) {
			return new UserCallAdvisor(calls);
		}

		@Bean
		ModelCallsLifecycle ownLifecycle(ModelCalls calls) {
			return new ModelCallsLifecycle(calls);
		}

		@Bean
		SpanAttributes ownSpanAttributes() {
			return new SpanAttributes();
		}

		@Bean
		ToolWorkObservationHandler ownToolHandler(ModelCalls calls) {
			return new ToolWorkObservationHandler(calls);
		}

		@Bean
		OutputConversionScopes ownScopes() {
			return new OutputConversionScopes();
		}

		@Bean
		ModelCallObservationHandler ownHandler(ModelCalls calls) {
			return new ModelCallObservationHandler(calls, () -> {
				throw new IllegalStateException("not needed here");
			}, true);
		}

	}

}

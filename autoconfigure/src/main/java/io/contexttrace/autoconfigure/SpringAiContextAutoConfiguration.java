package io.contexttrace.autoconfigure;

import java.util.function.Consumer;
import java.util.function.Supplier;

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
import io.contexttrace.llm.FinishedCall;
import io.contexttrace.llm.LlmCallListener;
import io.contexttrace.llm.LlmCallRecorder;
import io.contexttrace.llm.Pricing;
import io.contexttrace.propagation.ObservationSpans;
import io.contexttrace.sink.RecordQueue;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientBuilderCustomizer;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.function.SingletonSupplier;

/**
 * Auto-configuration that sees the calls that Spring AI makes to chat models, with and
 * without a chat client: for their records, if these are kept, and in any case for meters
 * and for the way to the provider.
 */
@AutoConfiguration(after = { RecordsContextAutoConfiguration.class, TracingContextAutoConfiguration.class },
		beforeName = "org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration")
@ConditionalOnClass(ChatModelObservationContext.class)
@ConditionalOnBean(ContextEvents.class)
public final class SpringAiContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	LlmCallRecorder llmCallRecorder(ObjectProvider<LlmCallListener> listeners, ContextEvents events,
			ObjectProvider<Pricing> pricing, ObjectProvider<RecordQueue> queue) {
		Consumer<FinishedCall> kept = queue.getIfAvailable();
		return new LlmCallRecorder(listeners.orderedStream().toList(), events.listener(),
				pricing.getIfAvailable(Pricing::unknown),
				(kept != null) ? kept : SpringAiContextAutoConfiguration::drop);
	}

	@Bean
	@ConditionalOnMissingBean
	ModelCalls modelCalls(CurrentContext contexts, ObjectProvider<LlmCallRecorder> recorder,
			ContextTraceProperties properties, ObjectProvider<ObservationSpans> spans) {
		return new ModelCalls(contexts, SingletonSupplier.of(recorder::getObject), properties.content().capture(),
				spans.getIfAvailable(ObservationSpans::none));
	}

	@Bean
	@ConditionalOnMissingBean
	ModelCallObservationHandler modelCallObservationHandler(ModelCalls calls,
			ObjectProvider<ObservationRegistry> registry, ContextTraceProperties properties) {
		return new ModelCallObservationHandler(calls, once(registry), properties.chatModel().enabled());
	}

	@Bean
	@ConditionalOnMissingBean
	ModelCallsLifecycle modelCallsLifecycle(ModelCalls calls) {
		return new ModelCallsLifecycle(calls);
	}

	@Bean
	@ConditionalOnMissingBean
	SpanAttributes llmSpanAttributes() {
		return new SpanAttributes();
	}

	// each call asks for it, and the bean factory takes its time
	private static Supplier<ObservationRegistry> once(ObjectProvider<ObservationRegistry> registry) {
		return SingletonSupplier.of(() -> registry.getIfUnique(() -> ObservationRegistry.NOOP));
	}

	private static void drop(FinishedCall call) {
		// no records are kept, only meters
	}

	/**
	 * What needs Spring AI's chat client.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ChatClient.class, ChatClientBuilderCustomizer.class })
	@ConditionalOnBooleanProperty(name = "context-trace.chat-client.enabled", matchIfMissing = true)
	static class ChatClientConfiguration {

		@Bean
		@ConditionalOnMissingBean
		UserCallAdvisor userCallAdvisor(ModelCalls calls, ObjectProvider<ObservationRegistry> registry) {
			return new UserCallAdvisor(calls, once(registry));
		}

		@Bean
		@ConditionalOnMissingBean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		ToolWorkObservationHandler toolWorkObservationHandler(ModelCalls calls) {
			return new ToolWorkObservationHandler(calls);
		}

		@Bean
		@ConditionalOnMissingBean
		OutputConversionScopes outputConversionScopes() {
			return new OutputConversionScopes();
		}

		@Bean
		@ConditionalOnMissingBean
		ModelCallAdvisor modelCallAdvisor(ModelCalls calls, ObjectProvider<ModelRequestMarker> markers) {
			return new ModelCallAdvisor(calls, ModelRequestMarker.all(markers.orderedStream().toList()));
		}

		@Bean
		ChatClientBuilderCustomizer contextChatClientCustomizer(UserCallAdvisor userCall, ModelCallAdvisor modelCall) {
			return (builder) -> builder.defaultAdvisors(userCall, modelCall);
		}

	}

}

package io.contexttrace.autoconfigure;

import io.contexttrace.CurrentContext;
import io.contexttrace.ai.ModelCallAdvisor;
import io.contexttrace.ai.ModelCallObservationHandler;
import io.contexttrace.ai.ModelCalls;
import io.contexttrace.ai.ModelRequestMarker;
import io.contexttrace.ai.UserCallAdvisor;
import io.contexttrace.llm.LlmCallRecorder;
import io.contexttrace.propagation.ObservationSpans;
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

/**
 * Auto-configuration that records the calls that Spring AI makes to chat models, with and
 * without a chat client.
 */
@AutoConfiguration(after = { RecordsContextAutoConfiguration.class, TracingContextAutoConfiguration.class },
		beforeName = "org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration")
@ConditionalOnClass(ChatModelObservationContext.class)
@ConditionalOnBean({ ContextEvents.class, LlmCallRecorder.class })
public final class SpringAiContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ModelCalls modelCalls(CurrentContext contexts, LlmCallRecorder recorder, ContextTraceProperties properties,
			ObjectProvider<ObservationSpans> spans) {
		return new ModelCalls(contexts, recorder, properties.content().capture(),
				spans.getIfAvailable(ObservationSpans::none));
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty(name = "context-trace.chat-model.enabled", matchIfMissing = true)
	ModelCallObservationHandler modelCallObservationHandler(ModelCalls calls,
			ObjectProvider<ObservationRegistry> registry) {
		return new ModelCallObservationHandler(calls, registry::getObject);
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
		UserCallAdvisor userCallAdvisor(ModelCalls calls) {
			return new UserCallAdvisor(calls);
		}

		@Bean
		@ConditionalOnMissingBean
		ModelCallAdvisor modelCallAdvisor(ModelCalls calls, ObjectProvider<ModelRequestMarker> marker) {
			return new ModelCallAdvisor(calls, marker.getIfAvailable(ModelRequestMarker::none));
		}

		@Bean
		ChatClientBuilderCustomizer contextChatClientCustomizer(UserCallAdvisor userCall, ModelCallAdvisor modelCall) {
			return (builder) -> builder.defaultAdvisors(userCall, modelCall);
		}

	}

}

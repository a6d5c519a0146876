package io.contexttrace.autoconfigure;

import io.contexttrace.ai.operation.NotedToolFailures;
import io.contexttrace.ai.operation.OperationCalls;
import io.contexttrace.ai.operation.ToolCallObservationHandler;
import io.contexttrace.llm.LlmCallRecorder;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.ai.tool.execution.ToolExecutionExceptionProcessor;
import org.springframework.ai.tool.observation.ToolCallingObservationContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration that records the tools that models call.
 */
@AutoConfiguration(after = SpringAiContextAutoConfiguration.class)
@ConditionalOnClass(ToolCallingObservationContext.class)
@ConditionalOnBean({ ContextEvents.class, LlmCallRecorder.class })
@ConditionalOnBooleanProperty(name = "context-trace.tools.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ToolsProperties.class)
@Import(OperationCallsConfiguration.class)
public final class ToolsContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ToolCallObservationHandler contextToolCallObservationHandler(OperationCalls calls) {
		return new ToolCallObservationHandler(calls);
	}

	@Bean
	static BeanPostProcessor notedToolFailuresPostProcessor(ObjectProvider<ObservationRegistry> registry) {
		return new ToolFailuresPostProcessor(
				new NotedToolFailures(() -> registry.getIfUnique(() -> ObservationRegistry.NOOP)));
	}

	private record ToolFailuresPostProcessor(NotedToolFailures failures) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean instanceof ToolExecutionExceptionProcessor processor) ? this.failures.before(processor) : bean;
		}

	}

}

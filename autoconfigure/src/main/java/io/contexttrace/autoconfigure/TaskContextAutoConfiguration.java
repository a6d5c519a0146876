package io.contexttrace.autoconfigure;

import io.contexttrace.carrier.task.TaskContextPostProcessor;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;

/**
 * Auto-configuration that carries the context to the threads of task executors and task
 * schedulers.
 */
@AutoConfiguration(after = ContextTraceAutoConfiguration.class)
@ConditionalOnClass({ TaskScheduler.class, ProxyFactory.class })
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.task.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty(name = "spring.task.execution.propagate-context", matchIfMissing = true)
@EnableConfigurationProperties(TaskProperties.class)
public final class TaskContextAutoConfiguration {

	/**
	 * Apart, so that the post-processor is made early and nothing else is.
	 */
	@Configuration(proxyBeanMethods = false)
	static class PostProcessorConfiguration {

		@Bean
		@ConditionalOnMissingBean
		static TaskContextPostProcessor taskContextPostProcessor() {
			return new TaskContextPostProcessor();
		}

	}

}

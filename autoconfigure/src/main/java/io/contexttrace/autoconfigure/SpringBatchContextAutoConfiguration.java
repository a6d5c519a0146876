package io.contexttrace.autoconfigure;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.carrier.batch.BatchContexts;
import io.contexttrace.carrier.batch.BatchHooks;
import io.contexttrace.carrier.batch.BatchPostProcessor;
import io.contexttrace.carrier.batch.ContextBatchListener;

import org.springframework.batch.core.job.AbstractJob;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.util.ClassUtils;

/**
 * Auto-configuration that runs the jobs of Spring Batch, their steps and their workers
 * under one context for each batch.
 */
@AutoConfiguration(after = BatchContextAutoConfiguration.class,
		afterName = "org.springframework.boot.batch.autoconfigure.observation.BatchObservationAutoConfiguration")
@ConditionalOnClass({ AbstractJob.class, AbstractStep.class })
@ConditionalOnBean(BatchContexts.class)
@ConditionalOnBooleanProperty(name = "context-trace.spring-batch.enabled", matchIfMissing = true)
@EnableConfigurationProperties(SpringBatchProperties.class)
public final class SpringBatchContextAutoConfiguration {

	private static final String PROPAGATION = "io.micrometer.context.ContextSnapshotFactory";

	@Bean
	@ConditionalOnMissingBean
	ContextBatchListener contextBatchListener(BatchContexts batches) {
		return new ContextBatchListener(batches);
	}

	@Bean
	@ConditionalOnMissingBean
	BatchHooks contextBatchHooks(ContextBatchListener listener) {
		return new BatchHooks(listener, decorator());
	}

	@Bean
	static BeanPostProcessor contextBatchPostProcessor(ObjectProvider<BatchContexts> batches,
			ObjectProvider<BatchHooks> hooks) {
		return new BatchPostProcessor(batches, hooks);
	}

	private static TaskDecorator decorator() {
		return ClassUtils.isPresent(PROPAGATION, SpringBatchContextAutoConfiguration.class.getClassLoader())
				? new ContextPropagatingTaskDecorator() : SpringBatchContextAutoConfiguration::withContext;
	}

	private static Runnable withContext(Runnable task) {
		ContextSnapshot held = CurrentContext.capture();
		return () -> {
			try (CurrentContext.Scope scope = held.open()) {
				task.run();
			}
		};
	}

}

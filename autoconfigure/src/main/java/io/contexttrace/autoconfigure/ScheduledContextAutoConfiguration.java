package io.contexttrace.autoconfigure;

import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.carrier.task.ReactiveScheduledPostProcessor;
import io.contexttrace.carrier.task.ScheduledContexts;
import io.contexttrace.carrier.task.ScheduledObservationHandler;
import io.contexttrace.carrier.task.ScheduledTaskConfigurer;
import io.contexttrace.propagation.ObservationSpans;
import io.micrometer.context.ContextRegistry;
import io.micrometer.observation.ObservationHandler;
import reactor.core.publisher.Flux;

import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/**
 * Auto-configuration that gives each run of a scheduled task a context of its own.
 */
@AutoConfiguration(after = { ContextTraceAutoConfiguration.class, TracingContextAutoConfiguration.class })
@ConditionalOnClass(SchedulingConfigurer.class)
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.scheduled.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ScheduledProperties.class)
public final class ScheduledContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ScheduledContexts scheduledContexts(CurrentContext contexts, NewContexts newContexts,
			ScheduledProperties properties, ContextEvents events) {
		return new ScheduledContexts(contexts, newContexts, PropertyChecks.kind("scheduled.kind", properties.kind()),
				events.listener());
	}

	@Bean
	@ConditionalOnMissingBean
	ScheduledTaskConfigurer scheduledTaskConfigurer(ScheduledContexts contexts) {
		return new ScheduledTaskConfigurer(contexts);
	}

	/**
	 * What needs Reactor and proxies.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Flux.class, ContextRegistry.class, AbstractBeanFactoryAwareAdvisingPostProcessor.class })
	static class ReactorConfiguration {

		@Bean
		@ConditionalOnMissingBean
		static ReactiveScheduledPostProcessor reactiveScheduledPostProcessor() {
			return new ReactiveScheduledPostProcessor();
		}

	}

	/**
	 * What needs Micrometer's observations.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ObservationHandler.class)
	static class ObservationConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ScheduledObservationHandler contextScheduledObservationHandler(ObjectProvider<ObservationSpans> spans) {
			return new ScheduledObservationHandler(spans.getIfAvailable(ObservationSpans::none));
		}

	}

}

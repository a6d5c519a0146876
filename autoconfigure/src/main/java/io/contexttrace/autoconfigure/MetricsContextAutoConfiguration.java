package io.contexttrace.autoconfigure;

import io.contexttrace.llm.Pricing;
import io.contexttrace.metrics.ContextMeters;
import io.contexttrace.metrics.LlmCallMeters;
import io.contexttrace.propagation.ObservedWork;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration that measures contexts, steps and LLM calls.
 */
@AutoConfiguration(after = ContextTraceAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ ContextEvents.class, MeterRegistry.class })
@ConditionalOnBooleanProperty(name = "context-trace.metrics.enabled", matchIfMissing = true)
public final class MetricsContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ContextMeters contextMeters(MeterRegistry registry, ContextTraceProperties properties) {
		return new ContextMeters(registry, PropertyChecks.maxTagValues(properties.metrics()));
	}

	@Bean
	@ConditionalOnMissingBean
	LlmCallMeters llmCallMeters(MeterRegistry registry, ContextTraceProperties properties,
			ObjectProvider<Pricing> pricing) {
		return new LlmCallMeters(registry, PropertyChecks.meterLimits(properties.metrics()),
				pricing.getIfAvailable() != null);
	}

	/**
	 * What needs Micrometer's observations.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ObservationRegistry.class)
	static class WorkConfiguration {

		// the meter of steps has their times
		@Bean
		static MeterFilter contextWorkMeterFilter() {
			return MeterFilter.denyNameStartsWith(ObservedWork.OBSERVATION);
		}

	}

}

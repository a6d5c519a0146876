package io.contexttrace.autoconfigure;

import io.opentelemetry.sdk.trace.samplers.Sampler;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration for the choice of the traces that are recorded, before Spring Boot
 * makes its own.
 */
@AutoConfiguration(after = ContextTraceAutoConfiguration.class,
		beforeName = "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration")
@ConditionalOnClass(Sampler.class)
@ConditionalOnBean(ContextEvents.class)
@Conditional(SamplingCondition.class)
@EnableConfigurationProperties(SamplingProperties.class)
public final class SamplingContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Sampler contextTraceSampler(SamplingProperties properties) {
		return SamplingChecks.sampler(properties);
	}

}

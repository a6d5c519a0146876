package io.contexttrace.autoconfigure;

import io.contexttrace.UserPseudonyms;
import io.contexttrace.leak.LeakGate;
import io.contexttrace.leak.span.ContentObservationFilter;
import io.contexttrace.leak.span.RedactedSpanProcessors;
import io.contexttrace.leak.span.SpanRedaction;
import io.contexttrace.llm.redact.Redactor;
import io.micrometer.observation.ObservationFilter;
import io.opentelemetry.sdk.trace.SpanProcessor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanProcessors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration that takes content and secrets out of observations and spans.
 */
@AutoConfiguration(after = { ContextTraceAutoConfiguration.class, TracingContextAutoConfiguration.class })
@ConditionalOnClass(ObservationFilter.class)
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.redaction.spans", matchIfMissing = true)
@EnableConfigurationProperties(LeakProperties.class)
public final class SpanLeaksContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@Order(Ordered.LOWEST_PRECEDENCE)
	ContentObservationFilter contentObservationFilter(ObjectProvider<Redactor> redactor,
			ContextTraceProperties properties, UserPseudonyms pseudonyms) {
		return new ContentObservationFilter(new LeakGate(redactor.getIfAvailable(Redactor::none)),
				properties.content().isReadable(), pseudonyms);
	}

	/**
	 * What needs OpenTelemetry's SDK.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ SpanProcessor.class, SpanProcessors.class })
	static class OpenTelemetryConfiguration {

		@Bean
		@ConditionalOnMissingBean
		SpanRedaction contextSpanRedaction(ObjectProvider<Redactor> redactor, ContextTraceProperties properties) {
			return new SpanRedaction(new LeakGate(redactor.getIfAvailable(Redactor::none)),
					properties.content().isReadable());
		}

		@Bean
		static BeanPostProcessor redactedSpansPostProcessor(ObjectProvider<SpanRedaction> redaction) {
			return new SpanProcessorsPostProcessor(redaction);
		}

	}

	private record SpanProcessorsPostProcessor(ObjectProvider<SpanRedaction> redaction) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (!(bean instanceof SpanProcessors processors)) {
				return bean;
			}
			RedactedSpanProcessors redacted = new RedactedSpanProcessors(this.redaction.getObject());
			return SpanProcessors.of(processors.list().stream().map(redacted::before).toList());
		}

	}

}

package io.contexttrace.autoconfigure;

import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.HeaderGuard;
import io.contexttrace.header.TraceFormats;
import io.contexttrace.propagation.ContextSpanProcessor;
import io.contexttrace.propagation.GuardedPropagators;
import io.contexttrace.propagation.ObservationSpans;
import io.contexttrace.propagation.ObservedWork;
import io.contexttrace.propagation.ReceivedDecisionSampler;
import io.contexttrace.propagation.RootedSpanExporter;
import io.contexttrace.propagation.SpanReference;
import io.contexttrace.propagation.TraceFormatsPropagator;
import io.contexttrace.propagation.TracedObservationSpans;
import io.contexttrace.propagation.TracerSpans;
import io.contexttrace.propagation.WorkTracing;
import io.contexttrace.propagation.XRayIdGenerator;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration that gives spans their context, tells the other hooks which span is
 * current, and stands between OpenTelemetry's propagators and hostile headers.
 */
@AutoConfiguration(after = ContextTraceAutoConfiguration.class, afterName = {
		"org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
		"org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
		"org.springframework.boot.micrometer.tracing.brave.autoconfigure.BraveAutoConfiguration" })
@ConditionalOnClass(Tracer.class)
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.tracing.enabled", matchIfMissing = true)
public final class TracingContextAutoConfiguration {

	@Bean
	@ConditionalOnBean(Tracer.class)
	@ConditionalOnMissingBean(SpanReference.Source.class)
	TracerSpans contextTracerSpans(Tracer tracer) {
		return new TracerSpans(tracer);
	}

	@Bean
	@ConditionalOnBean(Tracer.class)
	@ConditionalOnMissingBean(ObservationSpans.class)
	TracedObservationSpans contextObservationSpans() {
		return new TracedObservationSpans();
	}

	/**
	 * What needs OpenTelemetry's API and SDK.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ContextPropagators.class, SpanProcessor.class })
	static class OpenTelemetryConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ContextSpanProcessor contextSpanProcessor() {
			return new ContextSpanProcessor();
		}

		@Bean
		@ConditionalOnBean({ Tracer.class, ContextPropagators.class, ObservationRegistry.class })
		@ConditionalOnMissingBean(WorkTracing.class)
		ObservedWork contextWorkTracing(ObservationRegistry registry, Tracer tracer, ContextPropagators propagators) {
			return new ObservedWork(registry, tracer, propagators.getTextMapPropagator());
		}

		@Bean
		@ConditionalOnMissingBean
		HeaderGuard headerGuard(ContextHeaders headers, ContextEvents events) {
			return new HeaderGuard(headers.names(), events.listener());
		}

		@Bean
		static BeanPostProcessor guardedPropagatorsPostProcessor(ObjectProvider<HeaderGuard> guard,
				ObjectProvider<TraceFormats> formats, ObjectProvider<TraceProperties> properties) {
			return new PropagatorsPostProcessor(guard, formats, properties);
		}

	}

	/**
	 * What needs Boot's auto-configuration of OpenTelemetry's SDK.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ SpanExporters.class, SdkTracerProviderBuilderCustomizer.class })
	static class SdkConfiguration {

		@Bean
		static BeanPostProcessor rootedSpansPostProcessor() {
			return new SpanExportersPostProcessor();
		}

		// the sampler's bean itself stays what it is, for whoever wants it by its class
		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		SdkTracerProviderBuilderCustomizer contextReceivedDecision(ObjectProvider<Sampler> sampler) {
			return (builder) -> sampler.ifUnique((own) -> builder.setSampler(new ReceivedDecisionSampler(own)));
		}

		@Bean
		@ConditionalOnProperty(name = "context-trace.trace.id", havingValue = "xray")
		SdkTracerProviderBuilderCustomizer contextTraceIds() {
			return (builder) -> builder.setIdGenerator(XRayIdGenerator.INSTANCE);
		}

	}

	private record PropagatorsPostProcessor(ObjectProvider<HeaderGuard> guard, ObjectProvider<TraceFormats> formats,
			ObjectProvider<TraceProperties> properties) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean instanceof ContextPropagators propagators)
					? new GuardedPropagators(propagators, trace(), this.guard.getObject()) : bean;
		}

		// no bean: there would be two of its kind for whoever wants Spring Boot's one
		private TraceFormatsPropagator trace() {
			return new TraceFormatsPropagator(this.formats.getObject(), this.properties.getObject().produce() == null);
		}

	}

	private record SpanExportersPostProcessor() implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean instanceof SpanExporters exporters)
					? SpanExporters.of(exporters.list().stream().map(RootedSpanExporter::new).toList()) : bean;
		}

	}

}

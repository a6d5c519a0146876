package io.contexttrace.autoconfigure;

import io.contexttrace.propagation.ContextSpanProcessor;
import io.contexttrace.propagation.GuardedPropagators;
import io.contexttrace.propagation.ObservationSpans;
import io.contexttrace.propagation.SpanReference;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.SpanProcessor;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class TracingContextAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ContextTraceAutoConfiguration.class, TracingContextAutoConfiguration.class))
		.withBean(ContextPropagators.class, ContextPropagators::noop);

	@Test
	void guardsThePropagatorsAndMarksSpans() {
		this.contextRunner.run((context) -> {
			assertThat(context.getBean(ContextPropagators.class)).isInstanceOf(GuardedPropagators.class);
			assertThat(context).hasSingleBean(ContextSpanProcessor.class);
		});
	}

	@Test
	void findsSpansWhereThereIsATracer() {
		this.contextRunner.withBean(Tracer.class, () -> Tracer.NOOP)
			.run((context) -> assertThat(context).hasSingleBean(SpanReference.Source.class)
				.hasSingleBean(ObservationSpans.class));
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(SpanReference.Source.class));
	}

	@Test
	void backsOffWithoutMicrometerTracing() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(Tracer.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ContextSpanProcessor.class));
	}

	@Test
	void backsOffWithoutOpenTelemetry() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ContextTraceAutoConfiguration.class, TracingContextAutoConfiguration.class))
			.withBean(Tracer.class, () -> Tracer.NOOP)
			.withClassLoader(
					new FilteredClassLoader(SpanProcessor.class, ContextPropagators.class, OpenTelemetry.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(SpanReference.Source.class)
				.doesNotHaveBean("contextSpanProcessor"));
	}

	@Test
	void leavesTracingAloneIfToldSo() {
		this.contextRunner.withPropertyValues("context-trace.tracing.enabled=false")
			.run((context) -> assertThat(context.getBean(ContextPropagators.class))
				.isNotInstanceOf(GuardedPropagators.class));
	}

	@Test
	void backsOffWhenTracingIsOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context.getBean(ContextPropagators.class))
				.isNotInstanceOf(GuardedPropagators.class));
	}

	@Test
	void givesWayToTheApplicationsProcessor() {
		this.contextRunner.withUserConfiguration(OwnProcessor.class)
			.run((context) -> assertThat(context).hasSingleBean(ContextSpanProcessor.class).hasBean("ownProcessor"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnProcessor {

		@Bean
		ContextSpanProcessor ownProcessor() {
			return new ContextSpanProcessor();
		}

	}

}

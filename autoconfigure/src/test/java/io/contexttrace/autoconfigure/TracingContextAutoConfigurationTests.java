package io.contexttrace.autoconfigure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.contexttrace.header.TraceFormat;
import io.contexttrace.header.TraceFormats;
import io.contexttrace.propagation.ContextSpanProcessor;
import io.contexttrace.propagation.GuardedPropagators;
import io.contexttrace.propagation.ObservationSpans;
import io.contexttrace.propagation.SpanReference;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class TracingContextAutoConfigurationTests {

	private static final String ROOT = "1-67891233-abcdef012345678912345678";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ContextTraceAutoConfiguration.class, TracingContextAutoConfiguration.class))
		.withBean(ContextPropagators.class, ContextPropagators::noop);

	private final ApplicationContextRunner tracerRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ContextTraceAutoConfiguration.class, SamplingContextAutoConfiguration.class))
		.withConfiguration(TracerConfiguration.autoConfigurations());

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

	@Test
	void beansOfTheApplicationFindWhatTheyAskFor() {
		this.tracerRunner.withUserConfiguration(AskingConfiguration.class)
			.run((context) -> assertThat(context).hasNotFailed().hasBean("asking"));
	}

	@Test
	void samplerDecidesWhereTheCallerHasNot() {
		this.tracerRunner.withUserConfiguration(OwnSampler.class)
			.run((context) -> assertThat(isSampled(context, "Root=" + ROOT)).isTrue());
		this.tracerRunner.withUserConfiguration(OwnSampler.class)
			.run((context) -> assertThat(isSampled(context, "Root=" + ROOT + ";Sampled=0")).isFalse());
		this.tracerRunner.withPropertyValues("context-trace.sampling.strategy=always_off")
			.run((context) -> assertThat(isSampled(context, "Root=" + ROOT + ";Sampled=?")).isFalse());
	}

	@Test
	void customizersSamplerWins() {
		this.tracerRunner
			.withBean(SdkTracerProviderBuilderCustomizer.class,
					() -> (builder) -> builder.setSampler(Sampler.alwaysOn()))
			.run((context) -> assertThat(isSampled(context, "Root=" + ROOT + ";Sampled=0")).isTrue());
	}

	@Test
	void traceGoesOnWithoutExport() {
		this.tracerRunner.withPropertyValues("management.tracing.export.enabled=false").run((context) -> {
			Map<String, String> sent = new HashMap<>();
			context.getBean(Propagator.class)
				.inject(received(context, "Root=" + ROOT).start().context(), sent, Map::put);
			assertThat(sent.get("traceparent")).startsWith("00-67891233abcdef012345678912345678-");
		});
	}

	@Test
	void readsNoTraceWhereSpringBootReadsNone() {
		this.tracerRunner.withPropertyValues("management.tracing.propagation.type=").run((context) -> {
			assertThat(context.getBean(TraceFormats.class)).isEqualTo(new TraceFormats(List.of(), List.of()));
			assertThat(received(context, "Root=" + ROOT).start().context().traceId())
				.isNotEqualTo("67891233abcdef012345678912345678");
		});
		this.tracerRunner
			.withPropertyValues("management.tracing.propagation.consume=b3",
					"management.tracing.propagation.produce=b3_multi")
			.run((context) -> assertThat(context.getBean(TraceFormats.class))
				.isEqualTo(new TraceFormats(List.of(TraceFormat.B3, TraceFormat.XRAY), List.of(TraceFormat.B3_MULTI))));
	}

	@Test
	void senderWithoutASpanIsNoSpan() {
		this.tracerRunner.run((context) -> {
			Context received = context.getBean(ContextPropagators.class)
				.getTextMapPropagator()
				.extract(Context.root(), Map.of("X-Amzn-Trace-Id", "Root=" + ROOT), new MapGetter());
			try (Scope scope = received.makeCurrent()) {
				assertThat(context.getBean(SpanReference.Source.class).current()).isNull();
			}
		});
	}

	private static Span.Builder received(BeanFactory context, String xray) {
		return context.getBean(Propagator.class).extract(Map.of("X-Amzn-Trace-Id", xray), Map::get);
	}

	private static boolean isSampled(BeanFactory context, String xray) {
		return Boolean.TRUE.equals(received(context, xray).start().context().sampled());
	}

	static class MapGetter implements TextMapGetter<Map<String, String>> {

		@Override
		public Iterable<String> keys(Map<String, String> carrier) {
			return carrier.keySet();
		}

		@Override
		public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
			return (carrier != null) ? carrier.get(key) : null;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AskingConfiguration {

		@Bean
		AskedSampler askedSampler() {
			return new AskedSampler();
		}

		@Bean
		String asking(AskedSampler sampler, TextMapPropagator propagator) {
			return sampler + " " + propagator;
		}

	}

	static class AskedSampler implements Sampler {

		@Override
		public SamplingResult shouldSample(Context parent, String traceId, String name, SpanKind kind,
				Attributes attributes, List<LinkData> links) {
			return SamplingResult.drop();
		}

		@Override
		public String getDescription() {
			return "asked";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSampler {

		@Bean
		Sampler ownSampler() {
			return Sampler.parentBased(Sampler.alwaysOn());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnProcessor {

		@Bean
		ContextSpanProcessor ownProcessor() {
			return new ContextSpanProcessor();
		}

	}

}

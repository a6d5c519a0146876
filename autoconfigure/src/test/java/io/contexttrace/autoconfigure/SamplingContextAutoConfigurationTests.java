package io.contexttrace.autoconfigure;

import java.util.List;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.sampling.AdaptiveSampler;
import io.contexttrace.sampling.RuleSampler;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.PropertySource;
import org.springframework.web.util.pattern.PathPattern;

import static org.assertj.core.api.Assertions.assertThat;

class SamplingContextAutoConfigurationTests {

	private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

	// its ratio is above 0.5
	private static final String LATE_TRACE_ID = "0af7651916cd43dd7f48eb211c80319c";

	private static final String PREFIX = "context-trace.sampling.";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ContextTraceAutoConfiguration.class, SamplingContextAutoConfiguration.class))
		.withConfiguration(TracerConfiguration.autoConfigurations());

	@Test
	void bootDecidesUnlessToldOtherwise() {
		this.contextRunner.withPropertyValues("management.tracing.sampling.probability=0.25")
			.run((context) -> assertThat(description(context.getBean(Sampler.class))).contains("0.25")
				.doesNotContain("contexttrace"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			always_on  | AlwaysOnSampler
			always-off | AlwaysOffSampler
			ratio      | TraceIdRatioBased{0.100000}
			adaptive   | AdaptiveSampler{100.0 traces per second}
			""")
	void strategyReplacesBootsSampler(String strategy, String description) {
		this.contextRunner.withPropertyValues(PREFIX + "strategy=" + strategy)
			.run((context) -> assertThat(description(context.getBean(Sampler.class)))
				.contains("ParentBased{root:" + description));
		this.contextRunner.withPropertyValues(PREFIX + "strategy=" + strategy, PREFIX + "parent-based=false")
			.run((context) -> assertThat(description(context.getBean(Sampler.class))).contains(description)
				.doesNotContain("ParentBased"));
	}

	@Test
	void parentsDecisionHolds() {
		this.contextRunner.withPropertyValues(PREFIX + "strategy=always_off").run((context) -> {
			Sampler sampler = context.getBean(Sampler.class);
			assertThat(isSampled(sampler, under(TraceFlags.getSampled()), TRACE_ID)).isTrue();
			assertThat(isSampled(sampler, Context.root(), TRACE_ID)).isFalse();
		});
		this.contextRunner.withPropertyValues(PREFIX + "strategy=always_on").run((context) -> {
			Sampler sampler = context.getBean(Sampler.class);
			assertThat(isSampled(sampler, under(TraceFlags.getDefault()), TRACE_ID)).isFalse();
			assertThat(isSampled(sampler, Context.root(), TRACE_ID)).isTrue();
		});
	}

	@Test
	void limitComesFromTheProperties() {
		this.contextRunner
			.withPropertyValues(PREFIX + "strategy=adaptive", PREFIX + "adaptive.traces-per-second=7.5",
					PREFIX + "adaptive.route-interval=0s")
			.run((context) -> assertThat(description(context.getBean(Sampler.class))).contains("7.5"));
	}

	@Test
	void firstRuleThatMatchesCounts() {
		this.contextRunner
			.withPropertyValues(PREFIX + "strategy=always_on", PREFIX + "rules[0].path=/orders/{id}/**",
					PREFIX + "rules[0].kind=batch", PREFIX + "rules[0].strategy=always_on",
					PREFIX + "rules[1].path=/orders/**", PREFIX + "rules[1].strategy=always_off",
					PREFIX + "rules[2].kind=batch", PREFIX + "rules[2].ratio=0", PREFIX + "rules[3].kind=document",
					PREFIX + "rules[3].traces-per-second=0.001")
			.run((context) -> {
				Sampler sampler = context.getBean(Sampler.class);
				CurrentContext contexts = context.getBean(CurrentContext.class);
				assertThat(isServed(sampler, held(contexts, "batch", "/orders/7/items"))).isTrue();
				assertThat(isServed(sampler, held(contexts, "session", "/orders/7/items"))).isFalse();
				assertThat(isServed(sampler, held(contexts, "batch", "/orders"))).isFalse();
				assertThat(isServed(sampler, held(contexts, "batch", "/parcels"))).isFalse();
				assertThat(isServed(sampler, held(contexts, "session", "/parcels"))).isTrue();
				assertThat(isServed(sampler, held(contexts, "session", "/orders%zz"))).isTrue();
				assertThat(isServed(sampler, held(contexts, "document", "/a"))).isTrue();
				assertThat(isServed(sampler, ContextSnapshot.empty())).isTrue();
			});
	}

	@Test
	void rulesByKindNeedNoWeb() {
		this.contextRunner
			.withPropertyValues(PREFIX + "strategy=always_on", PREFIX + "rules[0].kind=batch",
					PREFIX + "rules[0].strategy=always_off")
			.withClassLoader(new FilteredClassLoader(PathPattern.class))
			.run((context) -> assertThat(description(context.getBean(Sampler.class)))
				.contains(RuleSampler.class.getSimpleName()));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					strategy=ratio,ratio=1.5                                  | ratio                       | such as 0.1
					strategy=ratio,ratio=NaN                                  | ratio                       | such as 0.1
					strategy=adaptive,adaptive.traces-per-second=0            | adaptive.traces-per-second  | always_off
					strategy=adaptive,adaptive.traces-per-second=1e9          | adaptive.traces-per-second  | 1000000
					strategy=adaptive,adaptive.route-interval=-1s             | adaptive.route-interval     | the default is 1m
					ratio=0.5                                                 | strategy                    | do nothing without it
					rules[0].kind=batch,rules[0].ratio=1                      | strategy                    | always_on, always_off
					strategy=ratio,rules[0].ratio=1                           | rules[0].path               | such as '/orders/**'
					strategy=ratio,rules[0].kind=a b,rules[0].ratio=1         | rules[0].kind               | 1 to 32 letters
					strategy=ratio,rules[0].path=/{a,rules[0].ratio=1         | rules[0].path               | starts with '/'
					strategy=ratio,rules[0].path=orders/**,rules[0].ratio=1   | rules[0].path               | starts with '/'
					strategy=ratio,rules[0].kind=batch                        | rules[0].strategy           | traces-per-second
					strategy=ratio,rules[0].kind=a,rules[0].strategy=always_on,rules[0].ratio=1 | rules[0].strategy | else a strategy
					strategy=ratio,rules[0].kind=a,rules[0].ratio=1,rules[0].traces-per-second=1 | rules[0].strategy | else a strategy
					strategy=ratio,rules[0].kind=batch,rules[0].ratio=2       | rules[0].ratio              | such as 0.1
					strategy=ratio,rules[0].kind=batch,rules[0].strategy=ratio | rules[0].ratio             | such as 0.1
					strategy=ratio,rules[0].kind=a,rules[0].strategy=adaptive | rules[0].traces-per-second  | such as 10
					strategy=ratio,rules[0].kind=a,rules[0].traces-per-second=0 | rules[0].traces-per-second | always_off
					""")
	void invalidValueStopsTheStartAndSaysHowToMendIt(String properties, String property, String remedy) {
		String[] values = properties.trim().split(",");
		for (int i = 0; i < values.length; i++) {
			values[i] = PREFIX + values[i];
		}
		this.contextRunner.withPropertyValues(values).run((context) -> {
			FailureAnalysis analysis = new InvalidPropertyFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription()).contains("'" + PREFIX + property + "'");
			assertThat(analysis.getAction()).contains(remedy);
		});
	}

	@Test
	void strategyIsFoundInASourceThatCannotListItsProperties() {
		PropertySource<?> source = new PropertySource<>("unlisted", this) {

			@Override
			public @Nullable Object getProperty(String name) {
				return name.equals(PREFIX + "strategy") ? "always_off" : null;
			}

		};
		this.contextRunner.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(source))
			.run((context) -> assertThat(description(context.getBean(Sampler.class))).contains("AlwaysOffSampler"));
	}

	@Test
	void usersSamplerWins() {
		Sampler own = Sampler.traceIdRatioBased(0.75);
		this.contextRunner.withBean(Sampler.class, () -> own)
			.withPropertyValues(PREFIX + "strategy=adaptive")
			.run((context) -> {
				assertThat(context).hasSingleBean(Sampler.class);
				assertThat(description(context.getBean(Sampler.class))).contains("0.75");
			});
	}

	@Test
	void backsOffWhenTracingIsOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false", PREFIX + "strategy=adaptive")
			.run((context) -> assertThat(context).doesNotHaveBean("contextTraceSampler").hasSingleBean(Sampler.class));
	}

	@Test
	void backsOffWithoutOpenTelemetry() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ContextTraceAutoConfiguration.class, SamplingContextAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(Sampler.class))
			.withPropertyValues(PREFIX + "strategy=adaptive")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AdaptiveSampler.class));
	}

	private static String description(Sampler sampler) {
		return sampler.getDescription();
	}

	private static ContextSnapshot held(CurrentContext contexts, String kind, String path) {
		return contexts.snapshot(BusinessContext.of(new ContextId("some"), kind), null).withServedPath(path);
	}

	private static boolean isServed(Sampler sampler, ContextSnapshot held) {
		try (CurrentContext.Scope scope = held.open()) {
			return isSampled(sampler, Context.root(), LATE_TRACE_ID);
		}
	}

	private static boolean isSampled(Sampler sampler, Context parent, String traceId) {
		return sampler.shouldSample(parent, traceId, "", SpanKind.SERVER, Attributes.empty(), List.of())
			.getDecision() == SamplingDecision.RECORD_AND_SAMPLE;
	}

	private static Context under(TraceFlags flags) {
		return Context.root()
			.with(Span.wrap(
					SpanContext.createFromRemoteParent(TRACE_ID, "b7ad6b7169203331", flags, TraceState.getDefault())));
	}

}

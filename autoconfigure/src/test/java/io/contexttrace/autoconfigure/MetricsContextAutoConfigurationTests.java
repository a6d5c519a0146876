package io.contexttrace.autoconfigure;

import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallFixture;
import io.contexttrace.llm.Pricing;
import io.contexttrace.metrics.ContextMeters;
import io.contexttrace.metrics.LlmCallMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class MetricsContextAutoConfigurationTests {

	private final ApplicationContextRunner withoutRegistry = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ContextTraceAutoConfiguration.class, MetricsContextAutoConfiguration.class));

	private final ApplicationContextRunner contextRunner = this.withoutRegistry
		.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));

	@Test
	void measuresWhatListenersAreTold() {
		this.contextRunner.run((context) -> {
			context.getBean(ContextEvents.class).listener().lost("log", "queue_full", 3);
			assertThat(context.getBean(MeterRegistry.class).get("context_trace.records.dropped").counter().count())
				.isEqualTo(3);
			assertThat(context).hasSingleBean(LlmCallMeters.class);
		});
	}

	@Test
	void canBeSwitchedOff() {
		this.contextRunner.withPropertyValues("context-trace.metrics.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ContextMeters.class)
				.doesNotHaveBean(LlmCallMeters.class));
	}

	@Test
	void masterSwitchSwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ContextMeters.class)
				.doesNotHaveBean(LlmCallMeters.class));
	}

	@Test
	void backsOffWithoutMicrometer() {
		this.withoutRegistry.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("contextMeters"));
	}

	@Test
	void backsOffWithoutARegistry() {
		this.withoutRegistry.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(ContextMeters.class)
			.doesNotHaveBean(LlmCallMeters.class));
	}

	@Test
	void userBeansWin() {
		ContextMeters contextMeters = new ContextMeters(new SimpleMeterRegistry(), 1);
		LlmCallMeters llmCallMeters = new LlmCallMeters(new SimpleMeterRegistry(), 1);
		this.contextRunner.withBean("own1", ContextMeters.class, () -> contextMeters)
			.withBean("own2", LlmCallMeters.class, () -> llmCallMeters)
			.run((context) -> {
				assertThat(context.getBean(ContextMeters.class)).isSameAs(contextMeters);
				assertThat(context.getBean(LlmCallMeters.class)).isSameAs(llmCallMeters);
			});
	}

	@Test
	void callsWithoutACostAreCountedIfThereArePrices() {
		LlmCall call = LlmCallFixture.call("r-1", null);
		this.contextRunner.run((context) -> {
			context.getBean(LlmCallMeters.class).finished(call);
			assertThat(context.getBean(MeterRegistry.class).find("context_trace.llm.unpriced").counter()).isNull();
		});
		this.contextRunner.withBean(Pricing.class, Pricing::unknown).run((context) -> {
			context.getBean(LlmCallMeters.class).finished(call);
			assertThat(context.getBean(MeterRegistry.class).get("context_trace.llm.unpriced").counter().count())
				.isOne();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "max-tag-values", "max-tag-combinations" })
	void aCapBelow1StopsTheStart(String property) {
		this.contextRunner.withPropertyValues("context-trace.metrics." + property + "=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("context-trace.metrics." + property));
	}

}

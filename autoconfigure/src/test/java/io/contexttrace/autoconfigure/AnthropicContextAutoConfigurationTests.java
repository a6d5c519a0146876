package io.contexttrace.autoconfigure;

import io.contexttrace.ai.ModelCalls;
import io.contexttrace.ai.anthropic.AnthropicContextCustomizer;
import io.contexttrace.ai.anthropic.AnthropicRequestMarker;
import io.contexttrace.ai.okhttp.ModelHttpHooks;
import io.contexttrace.header.OutgoingHeaders;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.ai.anthropic.http.okhttp.AnthropicHttpClientBuilderCustomizer;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class AnthropicContextAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ContextTraceAutoConfiguration.class, RecordsContextAutoConfiguration.class,
					SpringAiContextAutoConfiguration.class, AnthropicContextAutoConfiguration.class));

	@Test
	void hooksIntoTheHttpClient() {
		this.contextRunner
			.run((context) -> assertThat(context).hasSingleBean(AnthropicHttpClientBuilderCustomizer.class)
				.hasSingleBean(ModelHttpHooks.class)
				.hasSingleBean(AnthropicRequestMarker.class));
	}

	@Test
	void backsOffWithoutTheAnthropicModule() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(AnthropicHttpClientBuilderCustomizer.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ModelCalls.class)
				.doesNotHaveBean(AnthropicContextCustomizer.class));
	}

	@Test
	void leavesTheHttpClientAloneIfToldSo() {
		this.contextRunner.withPropertyValues("context-trace.anthropic.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AnthropicContextCustomizer.class));
	}

	@Test
	void backsOffWhenTracingIsOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AnthropicContextCustomizer.class));
	}

	@Test
	void givesWayToTheApplicationsBeans() {
		this.contextRunner.withUserConfiguration(OwnHooks.class)
			.run((context) -> assertThat(context).hasSingleBean(ModelHttpHooks.class)
				.hasBean("ownHooks")
				.hasSingleBean(AnthropicRequestMarker.class)
				.hasBean("ownMarker")
				.hasSingleBean(AnthropicContextCustomizer.class)
				.hasBean("ownCustomizer"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnHooks {

		@Bean
		ModelHttpHooks ownHooks(ModelCalls calls, OutgoingHeaders headers) {
			return new ModelHttpHooks(calls, headers, () -> ObservationRegistry.NOOP);
		}

		@Bean
		AnthropicRequestMarker ownMarker() {
			return new AnthropicRequestMarker();
		}

		@Bean
		AnthropicContextCustomizer ownCustomizer(ModelHttpHooks hooks, AnthropicRequestMarker marker) {
			return new AnthropicContextCustomizer(hooks, marker);
		}

	}

}

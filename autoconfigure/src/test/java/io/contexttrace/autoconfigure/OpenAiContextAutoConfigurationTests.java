package io.contexttrace.autoconfigure;

import io.contexttrace.ai.ModelCalls;
import io.contexttrace.ai.okhttp.ModelHttpHooks;
import io.contexttrace.ai.openai.OpenAiContextCustomizer;
import io.contexttrace.ai.openai.OpenAiRequestMarker;
import io.contexttrace.header.OutgoingHeaders;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.ai.openai.http.okhttp.OpenAiHttpClientBuilderCustomizer;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class OpenAiContextAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ContextTraceAutoConfiguration.class, RecordsContextAutoConfiguration.class,
					SpringAiContextAutoConfiguration.class, OpenAiContextAutoConfiguration.class));

	@Test
	void hooksIntoTheHttpClient() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(OpenAiHttpClientBuilderCustomizer.class)
			.hasSingleBean(ModelHttpHooks.class)
			.hasSingleBean(OpenAiRequestMarker.class));
	}

	@Test
	void backsOffWithoutTheOpenAiModule() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(OpenAiHttpClientBuilderCustomizer.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ModelCalls.class)
				.doesNotHaveBean(OpenAiContextCustomizer.class));
	}

	@Test
	void leavesTheHttpClientAloneIfToldSo() {
		this.contextRunner.withPropertyValues("context-trace.open-ai.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(OpenAiContextCustomizer.class));
	}

	@Test
	void backsOffWhenTracingIsOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(OpenAiContextCustomizer.class));
	}

	@Test
	void givesWayToTheApplicationsBeans() {
		this.contextRunner.withUserConfiguration(OwnHooks.class)
			.run((context) -> assertThat(context).hasSingleBean(ModelHttpHooks.class)
				.hasBean("ownHooks")
				.hasSingleBean(OpenAiRequestMarker.class)
				.hasBean("ownMarker")
				.hasSingleBean(OpenAiContextCustomizer.class)
				.hasBean("ownCustomizer"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnHooks {

		@Bean
		ModelHttpHooks ownHooks(ModelCalls calls, OutgoingHeaders headers) {
			return new ModelHttpHooks(calls, headers, () -> ObservationRegistry.NOOP);
		}

		@Bean
		OpenAiRequestMarker ownMarker() {
			return new OpenAiRequestMarker();
		}

		@Bean
		OpenAiContextCustomizer ownCustomizer(ModelHttpHooks hooks, OpenAiRequestMarker marker) {
			return new OpenAiContextCustomizer(hooks, marker);
		}

	}

}

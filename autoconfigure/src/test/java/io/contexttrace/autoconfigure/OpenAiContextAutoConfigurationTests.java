package io.contexttrace.autoconfigure;

import io.contexttrace.ai.ModelCalls;
import io.contexttrace.ai.openai.OpenAiContextCustomizer;
import io.contexttrace.ai.openai.OpenAiContextInterceptor;
import io.contexttrace.ai.openai.OpenAiRequestMarker;
import io.contexttrace.header.OutgoingHeaders;
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
			.hasSingleBean(OpenAiContextInterceptor.class)
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
			.run((context) -> assertThat(context).hasSingleBean(OpenAiContextInterceptor.class)
				.hasBean("ownInterceptor")
				.hasSingleBean(OpenAiRequestMarker.class)
				.hasBean("ownMarker")
				.hasSingleBean(OpenAiContextCustomizer.class)
				.hasBean("ownCustomizer"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnHooks {

		@Bean
		OpenAiContextInterceptor ownInterceptor(ModelCalls calls, OutgoingHeaders headers) {
			return new OpenAiContextInterceptor(calls, headers);
		}

		@Bean
		OpenAiRequestMarker ownMarker() {
			return new OpenAiRequestMarker();
		}

		@Bean
		OpenAiContextCustomizer ownCustomizer(OpenAiContextInterceptor interceptor, OpenAiRequestMarker marker,
				OutgoingHeaders headers) {
			return new OpenAiContextCustomizer(interceptor, marker, headers, () -> null);
		}

	}

}

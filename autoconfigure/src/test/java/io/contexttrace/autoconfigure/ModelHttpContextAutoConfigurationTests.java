package io.contexttrace.autoconfigure;

import io.contexttrace.ai.ModelCalls;
import io.contexttrace.ai.client.ModelExchangeFilter;
import io.contexttrace.ai.client.ModelRestInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

class ModelHttpContextAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ContextTraceAutoConfiguration.class, RecordsContextAutoConfiguration.class,
					SpringAiContextAutoConfiguration.class, ModelHttpContextAutoConfiguration.class));

	@Test
	void watchesTheRequestsOfModels() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(ModelRestInterceptor.class)
			.hasSingleBean(ModelExchangeFilter.class)
			.hasSingleBean(RestClientCustomizer.class)
			.hasSingleBean(WebClientCustomizer.class));
	}

	@Test
	void ownPropertySwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.model-http.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ModelRestInterceptor.class));
	}

	@Test
	void masterSwitchSwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ModelRestInterceptor.class));
	}

	@Test
	void backsOffWithoutTheLibrary() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(ChatModelObservationContext.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ModelRestInterceptor.class));
	}

	@Test
	void backsOffWithoutSpringsClients() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(RestClient.class, WebClient.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ModelRestInterceptor.class)
				.doesNotHaveBean(ModelExchangeFilter.class));
	}

	@Test
	void usersBeansWin() {
		this.contextRunner.withUserConfiguration(Own.class)
			.run((context) -> assertThat(context).hasSingleBean(ModelRestInterceptor.class)
				.hasBean("ownInterceptor")
				.hasSingleBean(ModelExchangeFilter.class)
				.hasBean("ownFilter"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		ModelRestInterceptor ownInterceptor(ModelCalls calls) {
			return new ModelRestInterceptor(calls);
		}

		@Bean
		ModelExchangeFilter ownFilter(ModelCalls calls) {
			return new ModelExchangeFilter(calls);
		}

	}

}

package io.contexttrace.autoconfigure;

import io.contexttrace.carrier.servlet.AsyncCallbackFilter;
import io.contexttrace.carrier.servlet.ContextCallableInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

class ServletAsyncContextAutoConfigurationTests {

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContextTraceAutoConfiguration.class,
				ServletContextAutoConfiguration.class, ServletAsyncContextAutoConfiguration.class));

	@Test
	void registersFilterAndInterceptor() {
		this.contextRunner.run((context) -> assertThat(context).hasBean("asyncCallbackFilter")
			.hasSingleBean(ContextCallableInterceptor.class)
			.hasBean("contextAsyncMvcConfigurer"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "context-trace.servlet-async.enabled=false", "context-trace.servlet.enabled=false",
			"context-trace.enabled=false" })
	void backsOffWithAProperty(String property) {
		this.contextRunner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("asyncCallbackFilter")
				.doesNotHaveBean(ContextCallableInterceptor.class));
	}

	@Test
	void doesWithoutMvc() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(WebMvcConfigurer.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("asyncCallbackFilter")
				.doesNotHaveBean(ContextCallableInterceptor.class));
	}

	@Test
	void usersBeansWin() {
		this.contextRunner.withUserConfiguration(OwnBeans.class)
			.run((context) -> assertThat(context).hasSingleBean(ContextCallableInterceptor.class)
				.hasBean("ownInterceptor")
				.hasBean("ownFilter")
				.doesNotHaveBean("asyncCallbackFilter"));
	}

	/**
	 * The user's own beans.
	 */
	@Configuration(proxyBeanMethods = false)
	static class OwnBeans {

		@Bean
		FilterRegistrationBean<AsyncCallbackFilter> ownFilter() {
			return new FilterRegistrationBean<>(new AsyncCallbackFilter());
		}

		@Bean
		ContextCallableInterceptor ownInterceptor() {
			return new ContextCallableInterceptor();
		}

	}

}

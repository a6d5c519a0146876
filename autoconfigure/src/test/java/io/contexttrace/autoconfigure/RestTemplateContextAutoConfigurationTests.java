package io.contexttrace.autoconfigure;

import io.contexttrace.carrier.http.ContextClientHttpRequestInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.restclient.autoconfigure.RestTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.web.client.RestTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class RestTemplateContextAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContextTraceAutoConfiguration.class,
				RestTemplateAutoConfiguration.class, RestTemplateContextAutoConfiguration.class));

	@Test
	void intercepts() {
		this.contextRunner
			.run((context) -> assertThat(context.getBean(RestTemplateBuilder.class).build().getInterceptors())
				.containsExactly(context.getBean(ContextClientHttpRequestInterceptor.class)));
	}

	@Test
	void ownPropertySwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.rest-template.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ContextClientHttpRequestInterceptor.class));
	}

	@Test
	void masterSwitchSwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ContextClientHttpRequestInterceptor.class));
	}

	@Test
	void backsOffWithoutTheLibrary() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(RestTemplate.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ContextClientHttpRequestInterceptor.class));
	}

	@Test
	void interceptsABeanThatWasMadeByHandOnce() {
		this.contextRunner.withBean(RestTemplate.class)
			.withBean("built", RestTemplate.class, () -> new RestTemplateBuilder().build())
			.run((context) -> assertThat(context.getBeansOfType(RestTemplate.class).values())
				.allSatisfy((template) -> assertThat(template.getInterceptors())
					.containsExactly(context.getBean(ContextClientHttpRequestInterceptor.class))));
	}

	@Test
	void doesWithoutBootsBuilder() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ContextTraceAutoConfiguration.class,
					RestTemplateContextAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.restclient"))
			.withBean(RestTemplate.class)
			.run((context) -> assertThat(context.getBean(RestTemplate.class).getInterceptors()).hasSize(1));
	}

}

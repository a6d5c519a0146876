package io.contexttrace.autoconfigure;

import io.contexttrace.CurrentContext;
import io.contexttrace.carrier.servlet.ContextFilter;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All auto-configurations together, in each kind of application.
 */
class AutoConfigurationsTests {

	private static final AutoConfigurations ALL = AutoConfigurations.of(all());

	@Test
	void fitIntoAnApplicationWithoutAWebServer() {
		new ApplicationContextRunner().withConfiguration(ALL)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(CurrentContext.class)
				.doesNotHaveBean(FilterRegistrationBean.class));
	}

	@Test
	void fitIntoAReactiveApplication() {
		new ReactiveWebApplicationContextRunner().withConfiguration(ALL)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(CurrentContext.class)
				.doesNotHaveBean(FilterRegistrationBean.class));
	}

	@Test
	void fitIntoAServletApplication() {
		new WebApplicationContextRunner().withConfiguration(ALL)
			.run((context) -> assertThat(context.getBeansOfType(FilterRegistrationBean.class).values())
				.anyMatch((registration) -> registration.getFilter() instanceof ContextFilter));
	}

	@Test
	void leaveNoBeanWhenTracingIsOff() {
		new WebApplicationContextRunner().withConfiguration(ALL)
			.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context.getBeanDefinitionNames())
				.noneMatch((name) -> context.getType(name).getName().startsWith("io.contexttrace")));
	}

	private static Class<?>[] all() {
		ClassLoader classLoader = AutoConfigurationsTests.class.getClassLoader();
		return ImportCandidates.load(AutoConfiguration.class, classLoader)
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith(ClassUtils.getPackageName(AutoConfigurationsTests.class)))
			.map((name) -> ClassUtils.resolveClassName(name, classLoader))
			.toArray(Class<?>[]::new);
	}

}

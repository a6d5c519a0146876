package io.contexttrace.autoconfigure;

import org.apache.catalina.Valve;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class TomcatContextAutoConfigurationTests {

	private static final String CUSTOMIZER = "contextTomcatCustomizer";

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContextTraceAutoConfiguration.class,
				ServletContextAutoConfiguration.class, TomcatContextAutoConfiguration.class));

	@Test
	void addsItsValve() {
		this.contextRunner.run((context) -> assertThat(context).hasBean(CUSTOMIZER));
	}

	@Test
	void backsOffWithoutTomcat() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(Valve.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(CUSTOMIZER));
	}

	@Test
	void backsOffWhereRequestsAreLeftAlone() {
		this.contextRunner.withPropertyValues("context-trace.servlet.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(CUSTOMIZER));
	}

	@Test
	void leavesTomcatAloneIfToldSo() {
		this.contextRunner.withPropertyValues("context-trace.tomcat.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(CUSTOMIZER));
	}

	@Test
	void backsOffWhenTracingIsOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(CUSTOMIZER));
	}

}

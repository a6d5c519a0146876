package io.contexttrace.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class ContextTraceEnvironmentPostProcessorTests {

	private static final String REACTOR = "spring.reactor.context-propagation";

	private static final String RABBIT = "spring.rabbitmq.listener.simple.observation-enabled";

	private static final String TASKS = "spring.task.execution.propagate-context";

	@Test
	void switchesOnWhatBootLeavesOff() {
		try (ConfigurableApplicationContext context = application(Plain.class).run()) {
			assertThat(context.getEnvironment().getProperty(REACTOR)).isEqualTo("auto");
			assertThat(context.getEnvironment().getProperty(TASKS)).isEqualTo("true");
			assertThat(context.getEnvironment().getProperty("logging.pattern.correlation")).contains("%X{contextId}");
		}
	}

	@Test
	void leavesBootAloneWhenTracingIsOff() {
		try (ConfigurableApplicationContext context = application(Plain.class).run("--context-trace.enabled=false")) {
			assertThat(context.getEnvironment().getProperty(REACTOR)).isNull();
		}
	}

	@Test
	void leavesTheLogAloneWhereItHasNoFields() {
		try (ConfigurableApplicationContext context = application(Plain.class)
			.run("--context-trace.mdc.enabled=false")) {
			assertThat(context.getEnvironment().getProperty("logging.pattern.correlation")).isNull();
		}
	}

	@Test
	void letsKafkaBeObserved() {
		try (ConfigurableApplicationContext context = application(Plain.class)
			.run("--spring.kafka.listener.observation-enabled=false")) {
			assertThat(context.getEnvironment().getProperty("spring.kafka.template.observation-enabled"))
				.isEqualTo("true");
			assertThat(context.getEnvironment().getProperty("spring.kafka.listener.observation-enabled"))
				.isEqualTo("false");
		}
	}

	@Test
	void leavesKafkaAloneWhereItCarriesNoContext() {
		try (ConfigurableApplicationContext context = application(Plain.class)
			.run("--context-trace.kafka.enabled=false")) {
			assertThat(context.getEnvironment().getProperty("spring.kafka.template.observation-enabled")).isNull();
		}
	}

	@Test
	void observesRabbitMqWithATracer() {
		try (ConfigurableApplicationContext context = application(Plain.class).run()) {
			assertThat(context.getEnvironment().getProperty(RABBIT)).isEqualTo("true");
		}
	}

	@Test
	void leavesTheObservationsOfWhatItDoesNotTraceAlone() {
		for (String off : new String[] { "context-trace.rabbit.enabled", "context-trace.tracing.enabled" }) {
			try (ConfigurableApplicationContext context = application(Plain.class).run("--" + off + "=false")) {
				assertThat(context.getEnvironment().getProperty(RABBIT)).as(off).isNull();
			}
		}
	}

	@Test
	void theApplicationsArgumentsWin() {
		try (ConfigurableApplicationContext context = application(Plain.class).run("--" + REACTOR + "=limited")) {
			assertThat(context.getEnvironment().getProperty(REACTOR)).isEqualTo("limited");
			assertThat(context.getEnvironment().getProperty(TASKS)).isEqualTo("true");
		}
	}

	@Test
	void theApplicationsDefaultPropertiesWin() {
		SpringApplication application = application(Plain.class);
		application.setDefaultProperties(Map.of(TASKS, "false", "other", "value"));
		try (ConfigurableApplicationContext context = application.run()) {
			assertThat(context.getEnvironment().getProperty(TASKS)).isEqualTo("false");
			assertThat(context.getEnvironment().getProperty("other")).isEqualTo("value");
			assertThat(context.getEnvironment().getProperty(REACTOR)).isEqualTo("auto");
		}
	}

	@Test
	void theApplicationsPropertySourcesWin() {
		try (ConfigurableApplicationContext context = application(WithPropertySource.class).run()) {
			assertThat(context.getEnvironment().getProperty(REACTOR)).isEqualTo("limited");
		}
	}

	private static SpringApplication application(Class<?> source) {
		SpringApplication application = new SpringApplication(source);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application;
	}

	@Configuration(proxyBeanMethods = false)
	static class Plain {

	}

	@Configuration(proxyBeanMethods = false)
	@PropertySource("classpath:io/contexttrace/autoconfigure/limited.properties")
	static class WithPropertySource {

	}

}

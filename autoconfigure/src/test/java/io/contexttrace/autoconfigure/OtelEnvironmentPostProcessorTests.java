package io.contexttrace.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetryEnvironmentVariableEnvironmentPostProcessor;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetryProperties;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetryResourceAttributes;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class OtelEnvironmentPostProcessorTests {

	private static final String ENVIRONMENT = "context-trace.records.environment=production";

	private final Map<String, Object> variables = new HashMap<>();

	@Test
	void tellsTheVersionAndTheEnvironmentAsRecordsDo() {
		assertThat(resourceAttributes("spring.application.version=1.2.3", ENVIRONMENT))
			.containsEntry("service.version", "1.2.3")
			.containsEntry("deployment.environment.name", "production");
	}

	@Test
	void findsTheVersionOfTheBuild() {
		assertThat(resourceAttributes(
				"spring.info.build.location=classpath:io/contexttrace/autoconfigure/build.properties"))
			.containsEntry("service.version", "4.5.6");
	}

	@Test
	void saysNothingThatItDoesNotKnow() {
		assertThat(resourceAttributes("spring.info.build.location=classpath:missing.properties")).isEmpty();
	}

	@Test
	void attributesThatAreSetWin() {
		this.variables.put("OTEL_RESOURCE_ATTRIBUTES", "service.version=7, Other=x ");
		assertThat(resourceAttributes("spring.application.version=1.2.3", ENVIRONMENT,
				"management.opentelemetry.resource-attributes.deployment.environment.name=staging"))
			.isEqualTo(Map.of("deployment.environment.name", "staging"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			tracecontext,baggage      | w3c
			xray                      | xray
			B3, xray ,tracecontext    | b3,xray,w3c
			b3multi,jaeger            | b3-multi
			none                      | ''
			""")
	void theFormatsFollowThePropagators(String propagators, String formats) {
		this.variables.put("OTEL_PROPAGATORS", propagators);
		try (ConfigurableApplicationContext context = run()) {
			assertThat(context.getEnvironment().getProperty("context-trace.trace.consume")).isEqualTo(formats);
			assertThat(context.getEnvironment().getProperty("context-trace.trace.produce")).isEqualTo(formats);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "jaeger", "jaeger,baggage" })
	void propagatorsThatAreNotKnownStopNoTrace(String propagators) {
		this.variables.put("OTEL_PROPAGATORS", propagators);
		try (ConfigurableApplicationContext context = run()) {
			assertThat(context.getEnvironment().containsProperty("context-trace.trace.consume")).isFalse();
			assertThat(context.getEnvironment().containsProperty("context-trace.trace.produce")).isFalse();
		}
	}

	@Test
	void thePropertyWinsOverThePropagators() {
		this.variables.put("OTEL_PROPAGATORS", "xray");
		try (ConfigurableApplicationContext context = run("context-trace.trace.produce=w3c")) {
			assertThat(context.getEnvironment().getProperty("context-trace.trace.produce")).isEqualTo("w3c");
		}
	}

	@Test
	void nothingIsSetOrSaidWithoutVariables(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run()) {
			assertThat(context.getEnvironment().containsProperty("context-trace.trace.consume")).isFalse();
			assertThat(output.toString()).doesNotContain("OTEL_");
		}
	}

	@Test
	void variablesThatAreReadNeedNoHint(CapturedOutput output) {
		this.variables.putAll(Map.of("OTEL_SERVICE_NAME", "shop", "OTEL_TRACES_SAMPLER", "parentbased_traceidratio",
				"OTEL_TRACES_SAMPLER_ARG", "0.5", "OTEL_PROPAGATORS", "tracecontext,baggage,xray",
				"OTEL_EXPORTER_OTLP_PROTOCOL", "grpc", "OTEL_TRACES_EXPORTER", "otlp"));
		run().close();
		assertThat(output.toString()).doesNotContain("OTEL_");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			OTEL_TRACES_SAMPLER         | jaeger_remote   | context-trace.sampling.strategy=adaptive
			OTEL_TRACES_SAMPLER_ARG     | 0.5             | no effect without OTEL_TRACES_SAMPLER
			OTEL_PROPAGATORS            | jaeger,baggage  | tracecontext, baggage, b3, b3multi or xray
			OTEL_TRACES_EXPORTER        | console         | only switches the one of OTLP on and off
			OTEL_EXPORTER_OTLP_PROTOCOL | http/json       | use grpc or http/protobuf
			OTEL_LOG_LEVEL              | s3cret          | OTEL_LOG_LEVEL: not read by Spring Boot
			""")
	void aVariableThatDoesNotDoWhatItSaysIsToldOf(String variable, String value, String hint, CapturedOutput output) {
		this.variables.put(variable, value);
		run().close();
		assertThat(output.toString().lines().filter((line) -> line.contains("OTEL_"))).singleElement()
			.satisfies(
					(line) -> assertThat(line).contains("WARN", "context-trace", variable, hint).doesNotContain(value));
	}

	@Test
	void theStrategyIsSaidToWinOverTheSampler(CapturedOutput output) {
		this.variables.put("OTEL_TRACES_SAMPLER", "always_on");
		run("context-trace.sampling.strategy=adaptive").close();
		assertThat(output.toString()).contains("because context-trace.sampling.strategy is set");
	}

	@Test
	void manyUnreadVariablesAreNotAllNamed(CapturedOutput output) {
		for (int i = 100; i < 200; i++) {
			this.variables.put("OTEL_UNKNOWN_" + i, "x");
		}
		run().close();
		assertThat(output.toString()).contains("OTEL_UNKNOWN_119").doesNotContain("OTEL_UNKNOWN_120");
	}

	@Test
	void leavesTheVariablesAloneWhereBootDoes(CapturedOutput output) {
		this.variables.putAll(Map.of("OTEL_PROPAGATORS", "xray,jaeger", "OTEL_LOG_LEVEL", "debug"));
		for (String off : new String[] { "management.opentelemetry.map-environment-variables=false",
				"context-trace.enabled=false" }) {
			try (ConfigurableApplicationContext context = run(off)) {
				assertThat(context.getEnvironment().containsProperty("context-trace.trace.consume")).isFalse();
			}
		}
		assertThat(output.toString()).doesNotContain("OTEL_");
	}

	@Test
	void knowsWhatBootReads() throws IOException {
		Set<String> read = new TreeSet<>();
		for (Class<?> reader : new Class<?>[] { OpenTelemetryEnvironmentVariableEnvironmentPostProcessor.class,
				OpenTelemetryResourceAttributes.class }) {
			Matcher names = Pattern.compile("OTEL_([A-Z_]+)").matcher(constants(reader));
			while (names.find()) {
				read.add(names.group(1));
			}
		}
		assertThat(new TreeSet<>(OtelVariables.READ)).isEqualTo(read);
	}

	private static String constants(Class<?> type) throws IOException {
		try (InputStream bytes = type.getResourceAsStream(type.getSimpleName() + ".class")) {
			return new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

	private Map<String, String> resourceAttributes(String... properties) {
		try (ConfigurableApplicationContext context = run(properties)) {
			return context.getBean(OpenTelemetryProperties.class).getResourceAttributes();
		}
	}

	private ConfigurableApplicationContext run(String... properties) {
		SpringApplication application = new SpringApplication(Plain.class);
		// not that of the test runner, which has a version
		application.setMainApplicationClass(Plain.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setEnvironment(new StandardEnvironment() {

			@Override
			public Map<String, Object> getSystemEnvironment() {
				return OtelEnvironmentPostProcessorTests.this.variables;
			}

		});
		String[] arguments = properties.clone();
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = "--" + arguments[i];
		}
		return application.run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(OpenTelemetryProperties.class)
	static class Plain {

	}

}

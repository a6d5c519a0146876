package io.contexttrace.test.servlet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class StartupReportTests {

	private static final String CONTENT = "Prompts and answers of LLM calls are not recorded";

	@Test
	void namesTheHooksThatAreActive(CapturedOutput output) {
		try (ServletApp app = ServletApp.start(WorkApp.class)) {
			assertThat(active(output)).contains("metrics", "policy", "servlet", "tracing");
			assertThat(line(output)).contains("pricing (no price in context-trace.pricing.models)");
			assertThat(line(output)).contains(
					"pseudonyms of users last until this process ends, because context-trace.user.key is not set");
			assertThat(output.getOut().lines().filter((line) -> line.contains(CONTENT))).singleElement()
				.asString()
				.contains("INFO")
				.endsWith("records go to: log");
			assertThat(output.getOut().lines()).noneMatch((line) -> line.contains("beside the records"));
		}
	}

	@Test
	void saysWhichHooksAreOffAndWhy(CapturedOutput output) {
		try (ServletApp app = ServletApp.start(WorkApp.class, "context-trace.metrics.enabled=false",
				"spring.autoconfigure.exclude=io.contexttrace.autoconfigure.ServletContextAutoConfiguration",
				"context-trace.user.key=a key that is long enough")) {
			assertThat(active(output)).contains("tracing").doesNotContain("metrics", "servlet");
			assertThat(line(output))
				.contains("metrics (found different value in property 'context-trace.metrics.enabled')",
						"servlet (excluded)", "pseudonyms of users come from context-trace.user.key")
				.doesNotContain("long enough");
		}
	}

	@Test
	void warnsOfTextsThatGetPastRedaction(CapturedOutput output) {
		try (ServletApp app = ServletApp.start(WorkApp.class, "spring.ai.chat.observations.log-prompt=true")) {
			assertThat(output.getOut().lines().filter((line) -> line.contains("beside the records"))).singleElement()
				.asString()
				.contains("WARN", "spring.ai.chat.observations.log-prompt");
		}
	}

	@Test
	void saysWhichClassesAreMissing(CapturedOutput output) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(WorkApp.class).resourceLoader(
				new DefaultResourceLoader(new FilteredClassLoader("io.micrometer.tracing", "io.opentelemetry")));
		try (ServletApp app = ServletApp.start(builder)) {
			assertThat(line(output)).contains("tracing (did not find required class 'io.micrometer.tracing.Tracer')");
		}
	}

	private static String active(CapturedOutput output) {
		String line = line(output);
		return line.substring(line.indexOf("Context Trace is active: "), line.indexOf("; off:"));
	}

	private static String line(CapturedOutput output) {
		return output.getOut().lines().filter((line) -> line.contains("Context Trace is")).reduce((first, second) -> {
			throw new AssertionError("two lines");
		}).orElseThrow();
	}

}

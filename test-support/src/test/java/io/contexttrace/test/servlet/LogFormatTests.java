package io.contexttrace.test.servlet;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class LogFormatTests {

	private final JsonMapper json = JsonMapper.builder().build();

	@ParameterizedTest
	@CsvSource({ "ecs,message,contextId,userId", "logstash,message,contextId,userId",
			"gelf,short_message,_contextId,_userId" })
	void structuredFormatsHaveTheIds(String format, String message, String id, String user, CapturedOutput output)
			throws Exception {
		try (ServletApp app = ServletApp.start(WorkApp.class, "logging.structured.format.console=" + format)) {
			app.get("/work", "X-Context-Id", "ctx-5", "X-Context-User", "u-5");
			app.get("/fail", "X-Context-Id", "ctx-6");
		}
		List<JsonNode> lines = output.getOut().lines().map(this.json::readTree).toList();
		assertThat(lines).filteredOn((line) -> line.path(message).asString().equals("controller"))
			.singleElement()
			.satisfies((line) -> {
				assertThat(line.path(id).asString()).isEqualTo("ctx-5");
				assertThat(line.path(user).asString()).isEqualTo("u-5");
			});
		assertThat(lines).filteredOn((line) -> line.toString().contains("not handled"))
			.singleElement()
			.satisfies((line) -> assertThat(line.path(id).asString()).isEqualTo("ctx-6"));
	}

	@Test
	void plainLinesHaveTheTraceAndTheContext(CapturedOutput output) throws Exception {
		try (ServletApp app = ServletApp.start(WorkApp.class)) {
			String traceId = app.get("/work", "X-Context-Id", "ctx-5").headers().firstValue("X-Trace-Id").orElseThrow();
			assertThat(controllerLine(output)).contains(" [" + traceId + "-").contains("] [ctx-5] ");
		}
	}

	@Test
	void plainLinesHaveTheContextWithoutATracer(CapturedOutput output) throws Exception {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(WorkApp.class).resourceLoader(
				new DefaultResourceLoader(new FilteredClassLoader("io.micrometer.tracing", "io.opentelemetry")));
		try (ServletApp app = ServletApp.start(builder)) {
			app.get("/work", "X-Context-Id", "ctx-5");
			assertThat(controllerLine(output)).containsPattern("exec-\\d+\\] \\[ctx-5\\] ");
		}
	}

	@Test
	void plainLinesHaveTheContextUnderItsConfiguredName(CapturedOutput output) throws Exception {
		try (ServletApp app = ServletApp.start(WorkApp.class, "context-trace.mdc.context-id=case")) {
			app.get("/work", "X-Context-Id", "ctx-5");
			assertThat(controllerLine(output)).contains("] [ctx-5] ");
		}
	}

	@Test
	void thePatternOfTheApplicationWins(CapturedOutput output) throws Exception {
		try (ServletApp app = ServletApp.start(WorkApp.class, "logging.pattern.correlation=own<%X{contextId}> ")) {
			app.get("/work", "X-Context-Id", "ctx-5");
			assertThat(controllerLine(output)).contains("own<ctx-5> ");
		}
	}

	private static String controllerLine(CapturedOutput output) {
		return output.getOut().lines().filter((line) -> line.endsWith(": controller")).findFirst().orElseThrow();
	}

}

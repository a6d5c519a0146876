package io.contexttrace.test.servlet;

import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

class UntracedServletTests {

	private static final String[] PATHS_AND_LINES = { "/work", "controller", "/callable", "callable", "/flux", "flux b",
			"/fail", "error page", "/handled", "exception handler" };

	@Test
	void worksWhenNothingIsSampled() throws Exception {
		try (ServletApp app = ServletApp.start(WorkApp.class, "management.tracing.sampling.probability=0")) {
			HttpResponse<String> response = app.get("/work");
			assertThat(response.headers().firstValue("X-Trace-Id"))
				.contains(app.log().mdc("controller").get("traceId"));
			assertThat(response.headers().firstValue("X-Amzn-Trace-Id").orElseThrow())
				.matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0");
			everyLineHasTheContext(app);
		}
	}

	@Test
	void worksWithoutATracerBean() throws Exception {
		String tracing = "org.springframework.boot.micrometer.tracing.";
		try (ServletApp app = ServletApp.start(WorkApp.class,
				"spring.autoconfigure.exclude=" + tracing + "autoconfigure.MicrometerTracingAutoConfiguration,"
						+ tracing + "autoconfigure.NoopTracerAutoConfiguration," + tracing
						+ "opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration")) {
			answersWithATraceOfItsOwn(app);
			goesOnWithTheTraceOfTheCaller(app);
			everyLineHasTheContext(app);
		}
	}

	@Test
	void worksWithoutATracerOnTheClasspath() throws Exception {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(WorkApp.class).resourceLoader(
				new DefaultResourceLoader(new FilteredClassLoader("io.micrometer.tracing", "io.opentelemetry")));
		try (ServletApp app = ServletApp.start(builder)) {
			answersWithATraceOfItsOwn(app);
			goesOnWithTheTraceOfTheCaller(app);
			everyLineHasTheContext(app);
		}
	}

	private static void answersWithATraceOfItsOwn(ServletApp app) throws Exception {
		HttpResponse<String> response = app.get("/work");
		Map<String, String> mdc = app.log().mdc("controller");
		String traceId = response.headers().firstValue("X-Trace-Id").orElseThrow();
		String xray = "1-" + traceId.substring(0, 8) + "-" + traceId.substring(8);
		assertThat(traceId).matches("[0-9a-f]{32}");
		assertThat(response.headers().firstValue("X-Amzn-Trace-Id")).contains("Root=" + xray + ";Sampled=0");
		assertThat(response.headers().firstValue("X-Context-Id")).contains(mdc.get("contextId"));
		assertThat(mdc).containsEntry("xrayTraceId", xray).doesNotContainKey("traceId");
	}

	private static void goesOnWithTheTraceOfTheCaller(ServletApp app) throws Exception {
		HttpResponse<String> response = app.get("/work", "traceparent",
				"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
		assertThat(response.headers().firstValue("X-Trace-Id")).contains("0af7651916cd43dd8448eb211c80319c");
		assertThat(response.headers().firstValue("X-Amzn-Trace-Id"))
			.contains("Root=1-0af76519-16cd43dd8448eb211c80319c;Sampled=1");
	}

	private static void everyLineHasTheContext(ServletApp app) throws Exception {
		for (int i = 0; i < PATHS_AND_LINES.length; i += 2) {
			app.log().clear();
			HttpResponse<String> response = app.get(PATHS_AND_LINES[i], "X-Context-Id", "ctx-" + i);
			assertThat(response.headers().firstValue("X-Context-Id")).contains("ctx-" + i);
			assertThat(app.log().mdc(PATHS_AND_LINES[i + 1])).containsEntry("contextId", "ctx-" + i);
		}
	}

}

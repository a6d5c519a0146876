package io.contexttrace.hop.tracing;

import io.contexttrace.hop.HopApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Traces that pass through an application without a tracer.
 */
class UntracedTraceTests {

	private static final String TRACING = "org.springframework.boot.micrometer.tracing.";

	private static final String TRACE = "67891233abcdef012345678912345678";

	private static final String ROOT = "1-67891233-abcdef012345678912345678";

	private static final String TRACEPARENT = "00-" + TRACE + "-53995c3f42cd8ad8-01";

	private static HopApplication application;

	@BeforeAll
	static void start() {
		application = HopApplication.start(TracedApplication.class, "spring.main.web-application-type=servlet",
				"spring.autoconfigure.exclude=" + TRACING + "autoconfigure.MicrometerTracingAutoConfiguration,"
						+ TRACING + "autoconfigure.NoopTracerAutoConfiguration," + TRACING
						+ "opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void allHeadersGoOnAsTheyCame() {
		String xray = "Self=1-67891234-12456789abcdef012345678;Root=" + ROOT + ";Lineage=1:a87bd80c:0";
		Asked asked = Asked.of(application, "traceparent", TRACEPARENT, "tracestate", "a=b", "tracestate", "c=d",
				"X-Amzn-Trace-Id", xray, "b3", TRACE + "-53995c3f42cd8ad8-1");
		assertThat(asked.sent("traceparent")).isEqualTo(TRACEPARENT);
		assertThat(asked.sent("tracestate")).isEqualTo("a=b,c=d");
		assertThat(asked.sent("X-Amzn-Trace-Id")).isEqualTo(xray);
		assertThat(asked.sent("b3")).isEqualTo(TRACE + "-53995c3f42cd8ad8-1");
		assertThat(asked.answered("X-Trace-Id")).isEqualTo(TRACE);
		assertThat(asked.answered("X-Amzn-Trace-Id")).isEqualTo("Root=" + ROOT + ";Sampled=1");
		assertThat(asked.mdc()).containsEntry("xrayTraceId", ROOT);
	}

	@Test
	void whatIsNotValidDoesNotGoOn() {
		Asked asked = Asked.of(application, "traceparent", TRACEPARENT + "0", "X-Amzn-Trace-Id", "Root=hostile", "b3",
				"0");
		assertThat(asked.sent("traceparent")).isEmpty();
		assertThat(asked.sent("X-Amzn-Trace-Id")).isEmpty();
		assertThat(asked.sent("b3")).isEmpty();
		assertThat(asked.answered("X-Trace-Id")).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
	}

	@Test
	void aHeaderThatIsTooLongLosesWholeFields() {
		String header = "Root=" + ROOT + ";Parent=53995c3f42cd8ad8;Long=" + "x".repeat(300) + ";Lineage=1:a87bd80c:0";
		assertThat(Asked.of(application, "X-Amzn-Trace-Id", header).sent("X-Amzn-Trace-Id"))
			.isEqualTo("Root=" + ROOT + ";Parent=53995c3f42cd8ad8;Lineage=1:a87bd80c:0");
	}

}

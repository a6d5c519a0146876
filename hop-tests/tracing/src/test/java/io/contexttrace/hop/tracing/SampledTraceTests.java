package io.contexttrace.hop.tracing;

import io.contexttrace.hop.HopApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who decides on recording, in an application that itself records nothing, seen at a
 * collector over OTLP/gRPC.
 */
class SampledTraceTests {

	private static final String ROOT = "Root=1-67891233-abcdef012345678912345678";

	private static final String TRACE = "67891233abcdef012345678912345678";

	private static SpanCollector collector;

	private static HopApplication application;

	@BeforeAll
	static void start() {
		collector = SpanCollector.start(SpanCollector.Transport.GRPC);
		application = HopApplication.start(TracedApplication.class, collector
			.properties("spring.main.web-application-type=servlet", "management.tracing.sampling.probability=0"));
	}

	@AfterAll
	static void stop() {
		application.close();
		collector.close();
	}

	@ParameterizedTest
	@MethodSource("io.contexttrace.hop.tracing.ReceivedTraceTests#formats")
	void everyFormatDecides(String[] headers) {
		CollectedSpan server = Asked.of(application, headers).server(collector);
		assertThat(server.traceId()).isEqualTo(TRACE);
		assertThat(server.parentSpanId()).isEqualTo("53995c3f42cd8ad8");
	}

	@ParameterizedTest
	@ValueSource(strings = { ROOT + ";Sampled=1", ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1" })
	void whatTheSenderHasDecidedHolds(String header) {
		Asked asked = Asked.of(application, "X-Amzn-Trace-Id", header);
		assertThat(asked.server(collector).traceId()).isEqualTo(TRACE);
		assertThat(asked.sent("X-Amzn-Trace-Id")).endsWith(";Sampled=1");
	}

	@ParameterizedTest
	@ValueSource(strings = { ROOT, ROOT + ";Parent=53995c3f42cd8ad8", ROOT + ";Parent=53995c3f42cd8ad8;Sampled=?" })
	void whatTheSenderLeavesOpenIsDecidedHere(String header) {
		Asked asked = Asked.of(application, "X-Amzn-Trace-Id", header);
		assertThat(asked.sent("X-Amzn-Trace-Id")).startsWith(ROOT + ";Parent=").endsWith(";Sampled=0");
		assertThat(asked.answered("X-Amzn-Trace-Id")).startsWith(ROOT + ";Parent=").endsWith(";Sampled=0");
		Asked.of(application, "X-Amzn-Trace-Id", ROOT + ";Sampled=1").server(collector);
		assertThat(collector.spans()).noneMatch((span) -> asked.name().equals(span.attributes().get("context.id")));
	}

}

package io.contexttrace.hop.tracing;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

import io.contexttrace.hop.HopApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Traces that leave in all formats, where X-Ray's has precedence and makes the ids, seen
 * at a collector over OTLP/gRPC and at the service that is called next.
 */
class ProducedTraceTests {

	private static final String TRACE = "67891233abcdef012345678912345678";

	private static final String ROOT = "1-67891233-abcdef012345678912345678";

	private static final String PARENT = "53995c3f42cd8ad8";

	private static final String OTHER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

	private static final List<String> HEADERS = List.of("traceparent", "X-Amzn-Trace-Id", "b3", "X-B3-TraceId",
			"X-B3-SpanId", "X-B3-Sampled");

	private static SpanCollector collector;

	private static HopApplication application;

	@BeforeAll
	static void start() {
		collector = SpanCollector.start(SpanCollector.Transport.GRPC);
		application = HopApplication.start(TracedApplication.class,
				collector.properties("spring.main.web-application-type=servlet",
						"context-trace.trace.consume=xray,b3-multi,w3c",
						"context-trace.trace.produce=w3c,xray,b3,b3-multi", "context-trace.trace.id=xray"));
	}

	@AfterAll
	static void stop() {
		application.close();
		collector.close();
	}

	@Test
	void allFormatsSayTheSame() {
		Asked asked = Asked.of(application, "X-B3-TraceId", TRACE, "X-B3-SpanId", PARENT, "X-B3-Flags", "1");
		assertThat(asked.server(collector).parentSpanId()).isEqualTo(PARENT);
		String span = asked.call(collector).spanId();
		assertThat(asked.call(collector).traceId()).isEqualTo(TRACE);
		assertThat(HEADERS).allSatisfy((header) -> assertThat(asked.sent().headers(header)).as(header).hasSize(1));
		assertThat(asked.sent("traceparent")).isEqualTo("00-" + TRACE + "-" + span + "-01");
		assertThat(asked.sent("X-Amzn-Trace-Id")).isEqualTo("Root=" + ROOT + ";Parent=" + span + ";Sampled=1");
		assertThat(asked.sent("b3")).isEqualTo(TRACE + "-" + span + "-1");
		assertThat(asked.sent("X-B3-TraceId")).isEqualTo(TRACE);
		assertThat(asked.sent("X-B3-SpanId")).isEqualTo(span);
		assertThat(asked.sent("X-B3-Sampled")).isEqualTo("1");
	}

	@Test
	void theFirstOfTheConsumedFormatsCounts() {
		Asked xray = Asked.of(application, "traceparent", OTHER, "X-Amzn-Trace-Id", "Root=" + ROOT + ";Sampled=1");
		assertThat(xray.server(collector).traceId()).isEqualTo(TRACE);
		assertThat(xray.server(collector).parentSpanId()).isEmpty();
		Asked w3c = Asked.of(application, "traceparent", OTHER, "X-Amzn-Trace-Id", "Root=nonsense");
		assertThat(w3c.server(collector).parentSpanId()).isEqualTo("00f067aa0ba902b7");
		Asked b3 = Asked.of(application, "b3", TRACE + "-" + PARENT + "-1");
		assertThat(b3.server(collector).traceId()).as("a format that is not consumed").isNotEqualTo(TRACE);
	}

	@Test
	void newTraceIdsHaveTheTimeInFront() {
		String traceId = Asked.of(application).server(collector).traceId();
		Instant time = Instant.ofEpochSecond(HexFormat.fromHexDigits(traceId, 0, 8) & 0xFFFF_FFFFL);
		assertThat(time).isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(1));
	}

	@Test
	void theReceivedHeaderOfAnotherSpanDoesNotGoOn() {
		Asked asked = Asked.of(application, "b3", TRACE + "-" + PARENT + "-1", "tracestate", "a=b");
		assertThat(asked.sent("b3")).startsWith(asked.sentTraceId()).doesNotContain(TRACE);
		assertThat(asked.sent("tracestate")).isEmpty();
	}

}

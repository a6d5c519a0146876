package io.contexttrace.hop.tracing;

import java.util.stream.Stream;

import io.contexttrace.hop.HopApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Traces that arrive in any format, in an application that sets nothing, seen at a
 * collector over OTLP/HTTP and at the service that is called next.
 */
class ReceivedTraceTests {

	private static final String TRACE = "67891233abcdef012345678912345678";

	private static final String ROOT = "1-67891233-abcdef012345678912345678";

	private static final String PARENT = "53995c3f42cd8ad8";

	private static final String TRACEPARENT = "00-" + TRACE + "-" + PARENT + "-01";

	private static final String XRAY = "X-Amzn-Trace-Id";

	private static SpanCollector collector;

	private static HopApplication application;

	@BeforeAll
	static void start() {
		collector = SpanCollector.start(SpanCollector.Transport.HTTP);
		application = HopApplication.start(TracedApplication.class,
				collector.properties("spring.main.web-application-type=servlet"));
	}

	@AfterAll
	static void stop() {
		application.assertThreadsAreClean();
		application.close();
		collector.close();
	}

	static Stream<Arguments> formats() {
		return Stream.of(arguments("w3c", "traceparent", TRACEPARENT),
				arguments("xray", XRAY, "Root=" + ROOT + ";Parent=" + PARENT + ";Sampled=1"),
				arguments("xray in another order", XRAY, "sampled=1; PARENT=" + PARENT + " ;Root=" + ROOT),
				arguments("b3", "b3", TRACE + "-" + PARENT + "-1"),
				arguments("b3-multi", "X-B3-TraceId", TRACE, "X-B3-SpanId", PARENT, "X-B3-Sampled", "1"));
	}

	private static Arguments arguments(String name, String... headers) {
		return Arguments.of(Named.of(name, headers));
	}

	@ParameterizedTest
	@MethodSource("formats")
	void theTraceGoesOn(String[] headers) {
		Asked asked = Asked.of(application, headers);
		CollectedSpan server = asked.server(collector);
		assertThat(server.traceId()).isEqualTo(TRACE);
		assertThat(server.parentSpanId()).isEqualTo(PARENT);
		assertThat(asked.sent("traceparent")).matches("00-" + TRACE + "-[0-9a-f]{16}-0[13]");
		assertThat(asked.call(collector).traceId()).isEqualTo(TRACE);
		assertThat(asked.answered("X-Trace-Id")).isEqualTo(TRACE);
		assertThat(asked.mdc()).containsEntry("traceId", TRACE).containsEntry("xrayTraceId", ROOT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Root=" + ROOT, "Self=1-67891234-12456789abcdef012345678;Root=" + ROOT,
			"Root=" + ROOT + ";Sampled=?" })
	void aRootAloneIsATraceWithoutAParent(String header) {
		Asked asked = Asked.of(application, XRAY, header);
		CollectedSpan server = asked.server(collector);
		assertThat(server.traceId()).isEqualTo(TRACE);
		assertThat(server.parentSpanId()).isEmpty();
		assertThat(asked.sent(XRAY)).startsWith("Root=" + ROOT + ";Parent=" + asked.call(collector).spanId())
			.contains(";Sampled=1");
		assertThat(asked.sentTraceId()).isEqualTo(TRACE);
		assertThat(asked.mdc()).containsEntry("traceId", TRACE).containsEntry("xrayTraceId", ROOT);
		assertThat(asked.answered(XRAY)).isEqualTo("Root=" + ROOT + ";Parent=" + server.spanId() + ";Sampled=1");
	}

	@Test
	void lineageAndUnknownFieldsGoOnInTheirHeaderAlone() {
		Asked asked = Asked.of(application, XRAY, "Root=" + ROOT + ";Lineage=1:a87bd80c:0;Later=new", "baggage", "a=b");
		assertThat(asked.sent(XRAY)).endsWith(";Lineage=1:a87bd80c:0;Later=new");
		assertThat(asked.sent("baggage")).isEqualTo("a=b");
		assertThat(asked.answered(XRAY)).doesNotContain("Lineage");
		assertThat(asked.server(collector).attributes().toString()).doesNotContain("a87bd80c");
	}

	@Test
	void theHeaderOfXRayIsWrittenForWorkThatCameWithItOnly() {
		assertThat(Asked.of(application, "traceparent", TRACEPARENT).sent(XRAY)).isEmpty();
		assertThat(Asked.of(application).sent(XRAY)).isEmpty();
	}

	@Test
	void aLoadBalancersRootDoesNotCutTheCallersTrace() {
		Asked asked = Asked.of(application, XRAY, "Root=1-00000001-00000000000000000000000a;Lineage=1:a87bd80c:0",
				"traceparent", TRACEPARENT);
		assertThat(asked.server(collector).parentSpanId()).isEqualTo(PARENT);
		assertThat(asked.mdc()).containsEntry("traceId", TRACE)
			.containsEntry("xrayTraceId", "1-00000001-00000000000000000000000a");
		assertThat(asked.sent(XRAY)).startsWith("Root=" + ROOT + ";Parent=").doesNotContain("Lineage");
		assertThat(asked.answered(XRAY)).isEqualTo("Root=1-00000001-00000000000000000000000a;Sampled=1");
	}

	@Test
	void whoSendsNotSampledIsNotRecorded() {
		Asked asked = Asked.of(application, XRAY, "Root=" + ROOT + ";Parent=" + PARENT + ";Sampled=0");
		assertThat(asked.sent(XRAY)).startsWith("Root=" + ROOT).endsWith(";Sampled=0");
		assertThat(asked.sent("traceparent")).matches("00-" + TRACE + "-[0-9a-f]{16}-0[02]");
		Asked.of(application).server(collector);
		assertThat(collector.spans()).noneMatch((span) -> asked.name().equals(span.attributes().get("context.id")));
	}

	@Test
	void aRepeatedTraceparentBeginsANewTrace() {
		Asked asked = Asked.of(application, "traceparent", TRACEPARENT, "traceparent", TRACEPARENT);
		CollectedSpan server = asked.server(collector);
		assertThat(server.traceId()).isNotEqualTo(TRACE);
		assertThat(server.parentSpanId()).isEmpty();
		assertThat(asked.answered("X-Trace-Id")).isEqualTo(server.traceId());
	}

	@Test
	void severalTracestatesAreOneAndStayAsTheyAre() {
		Asked asked = Asked.of(application, "traceparent", TRACEPARENT, "tracestate", "rojo=00f067aa0ba902b7",
				"tracestate", "0@level@2=x y,congo=t61rcWkgMzE");
		assertThat(asked.sent("tracestate")).isEqualTo("rojo=00f067aa0ba902b7,0@level@2=x y,congo=t61rcWkgMzE");
		assertThat(asked.server(collector).traceState())
			.isEqualTo("rojo=00f067aa0ba902b7,0@level@2=x y,congo=t61rcWkgMzE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=1,a=2", "A=1", "a", "a=", "@a=1" })
	void aTracestateThatIsNotValidIsDroppedAlone(String tracestate) {
		Asked asked = Asked.of(application, "traceparent", TRACEPARENT, "tracestate", tracestate);
		assertThat(asked.sentTraceId()).isEqualTo(TRACE);
		assertThat(asked.sent("tracestate")).isEmpty();
	}

	@Test
	void aTracestateHas32MembersAtMost() {
		StringBuilder members = new StringBuilder("m0=0");
		for (int i = 1; i < 32; i++) {
			members.append(",m").append(i).append("=0");
		}
		assertThat(
				Asked.of(application, "traceparent", TRACEPARENT, "tracestate", members.toString()).sent("tracestate"))
			.isEqualTo(members.toString());
		assertThat(
				Asked.of(application, "traceparent", TRACEPARENT, "tracestate", members + ",m32=0").sent("tracestate"))
			.isEmpty();
	}

	@Test
	void theRandomFlagGoesOnAsItCame() {
		assertThat(Asked.of(application, "traceparent", "00-" + TRACE + "-" + PARENT + "-03").sent("traceparent"))
			.endsWith("-03");
		assertThat(Asked.of(application, "traceparent", "00-" + TRACE + "-" + PARENT + "-01").sent("traceparent"))
			.endsWith("-01");
		assertThat(Asked.of(application, "traceparent", "00-" + TRACE + "-" + PARENT + "-ff").sent("traceparent"))
			.endsWith("-03");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Root=1-hostile", "Root=1-00000000-000000000000000000000000", "", ";;;=;" })
	void whatIsNoHeaderOfXRayBeginsANewTrace(String header) {
		Asked asked = Asked.of(application, XRAY, header);
		assertThat(asked.server(collector).parentSpanId()).isEmpty();
		assertThat(asked.sent(XRAY)).isEmpty();
		assertThat(asked.answered(XRAY)).doesNotContain("hostile").contains(";Sampled=1");
	}

	@Test
	void severalBaggageHeadersAreOneWithinTheLimitsOfOne() {
		StringBuilder members = new StringBuilder("m0=0");
		for (int i = 1; i < 64; i++) {
			members.append(",m").append(i).append("=0");
		}
		Asked asked = Asked.of(application, "baggage", members.toString(), "baggage", "m64=0", "baggage", "bad key=1");
		assertThat(asked.sent("baggage").split(",")).hasSize(64).contains("m0=0", "m63=0").doesNotContain("m64=0");
		assertThat(Asked.of(application, "baggage", "a=1", "baggage", "b=2").sent("baggage").split(","))
			.containsExactlyInAnyOrder("a=1", "b=2");
	}

}

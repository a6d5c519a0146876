package io.contexttrace.hop.tracing;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.contexttrace.hop.HopApplication;
import io.contexttrace.test.RecordedCalls;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which traces of a server are recorded, and that nothing else depends on it.
 */
class SamplingTests {

	private static final String STRATEGY = "context-trace.sampling.strategy=";

	private static final String RULE = "context-trace.sampling.rules";

	private static final String SAMPLED_CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

	private static final String UNDECIDED_CALLER = "Root=1-67891233-abcdef012345678912345678";

	private static final String UNSAMPLED_CALLER = "00-1bf7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

	@Test
	void withoutTracesEverythingElseIsThere() {
		try (HopApplication application = start(STRATEGY + "always_off")) {
			HttpHeaders answer = new TracedClient(application.port()).get("/work/unsampled", "kept");
			assertThat(answer.getFirst("X-Context-Id")).isEqualTo("kept");
			assertThat(answer.getFirst("X-Trace-Id")).matches("[0-9a-f]{32}");
			assertThat(answer.getFirst("X-Amzn-Trace-Id")).endsWith("Sampled=0");
			application.assertSeenUnder("unsampled", "kept");
			ILoggingEvent line = application.lines("unsampled").get(0);
			assertThat(line.getMDCPropertyMap()).containsEntry("contextId", "kept")
				.containsEntry("traceId", answer.getFirst("X-Trace-Id"));
			assertThat(application.bean(RecordedCalls.class).records()).singleElement()
				.satisfies(
						(record) -> assertThat(record.call().ids().traceId()).isEqualTo(answer.getFirst("X-Trace-Id")));
			MeterRegistry meters = application.bean(MeterRegistry.class);
			assertThat(meters.get("context_trace.step.duration").tag("name", "http.server").timer().count()).isOne();
			assertThat(meters.get("gen_ai.client.inference.duration").timer().count()).isOne();
			assertThat(application.spans().all()).isEmpty();
			application.assertThreadsAreClean();
		}
	}

	@Test
	void rulesSeeThePathAndTheContext() {
		try (HopApplication application = start(STRATEGY + "always_off", "server.servlet.context-path=/shop",
				RULE + "[0].path=/log/quiet/**", RULE + "[0].strategy=always_off", RULE + "[1].path=/log/{what}",
				RULE + "[1].kind=document", RULE + "[1].strategy=always_on", RULE + "[2].kind=batch",
				RULE + "[2].traces-per-second=0.001", RULE + "[3].path=/log/open", RULE + "[3].strategy=always_on",
				"context-trace.sampling.adaptive.route-interval=0s")) {
			TracedClient client = new TracedClient(application.port());
			assertThat(isSampled(client.get("/shop/log/plain", "a"))).isFalse();
			assertThat(isSampled(client.get("/shop/log/paper", "b", "X-Context-Kind", "document"))).isTrue();
			assertThat(isSampled(client.get("/shop/log/quiet", "c", "X-Context-Kind", "document"))).isFalse();
			assertThat(isSampled(client.get("/shop/log/first", "d", "X-Context-Kind", "batch"))).isTrue();
			assertThat(isSampled(client.get("/shop/log/second", "e", "X-Context-Kind", "batch"))).isFalse();
			assertThat(
					application.spans().await((span) -> span.getName().equals("http get /log/{what}")).getSpanContext())
				.satisfies((span) -> assertThat(span.isSampled()).isTrue());
			application.assertThreadsAreClean();
		}
	}

	@Test
	void theCallersDecisionHolds() {
		try (HopApplication application = start(STRATEGY + "adaptive",
				"context-trace.sampling.adaptive.traces-per-second=0.001",
				"context-trace.sampling.adaptive.route-interval=0s")) {
			TracedClient client = new TracedClient(application.port());
			assertThat(isSampled(client.get("/log/first", "a", "traceparent", UNSAMPLED_CALLER))).isFalse();
			assertThat(isSampled(client.get("/log/second", "b"))).isTrue();
			assertThat(isSampled(client.get("/log/third", "c"))).isFalse();
			assertThat(isSampled(client.get("/log/fourth", "d", "traceparent", SAMPLED_CALLER))).isTrue();
			assertThat(isSampled(client.get("/log/fifth", "e", "X-Amzn-Trace-Id", UNDECIDED_CALLER))).isFalse();
		}
	}

	private static HopApplication start(String... properties) {
		String[] all = new String[properties.length + 1];
		all[0] = "spring.main.web-application-type=servlet";
		System.arraycopy(properties, 0, all, 1, properties.length);
		return HopApplication.start(TracedApplication.class, all);
	}

	private static boolean isSampled(HttpHeaders answer) {
		return String.valueOf(answer.getFirst("X-Amzn-Trace-Id")).endsWith("Sampled=1");
	}

}

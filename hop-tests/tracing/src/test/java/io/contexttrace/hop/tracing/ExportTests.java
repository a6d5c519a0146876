package io.contexttrace.hop.tracing;

import io.contexttrace.hop.HopApplication;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spans that leave over OTLP.
 */
class ExportTests {

	@ParameterizedTest
	@EnumSource
	void spansArriveAtACollector(SpanCollector.Transport transport) {
		try (SpanCollector collector = SpanCollector.start(transport);
				HopApplication application = HopApplication.start(TracedApplication.class,
						collector.properties("spring.main.web-application-type=servlet"))) {
			String traceId = RestClient.create("http://127.0.0.1:" + application.port())
				.get()
				.uri("/work/{what}", "exported")
				.header("X-Context-Id", "sent")
				.retrieve()
				.toBodilessEntity()
				.getHeaders()
				.getFirst("X-Trace-Id");
			CollectedSpan server = collector.await(CollectedSpan::isServer);
			assertThat(server.traceId()).isEqualTo(traceId);
			assertThat(server.parentSpanId()).isEmpty();
			assertThat(server.attributes()).containsEntry("context.id", "sent")
				.containsEntry("context.kind", "session");
			CollectedSpan call = collector.await((span) -> span.parentSpanId().equals(server.spanId()));
			assertThat(call.traceId()).isEqualTo(traceId);
			application.assertSeenUnder("exported", "sent");
			application.assertThreadsAreClean();
		}
	}

}

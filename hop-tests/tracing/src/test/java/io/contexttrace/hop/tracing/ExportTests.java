package io.contexttrace.hop.tracing;

import java.time.Duration;
import java.util.List;

import io.contexttrace.hop.HopApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spans that leave over OTLP, as Spring Boot lets them.
 */
class ExportTests {

	private static final int REQUESTS = 60;

	@ParameterizedTest
	@EnumSource
	void spansArriveAtACollector(SpanCollector.Transport transport) {
		try (SpanCollector collector = SpanCollector.start(transport);
				HopApplication application = HopApplication.start(TracedApplication.class,
						collector.properties("spring.main.web-application-type=servlet", "spring.application.name=shop",
								"spring.application.version=1.2.3", "context-trace.records.environment=test"))) {
			TracedClient client = new TracedClient(application.port());
			String traceId = client.get("/work/exported", "sent").getFirst("X-Trace-Id");
			CollectedSpan server = collector.await(CollectedSpan::isServer);
			assertThat(server.traceId()).isEqualTo(traceId);
			assertThat(server.parentSpanId()).isEmpty();
			assertThat(server.attributes()).containsEntry("context.id", "sent")
				.containsEntry("context.kind", "session");
			assertThat(server.resource()).containsEntry("service.name", "shop")
				.containsEntry("service.version", "1.2.3")
				.containsEntry("deployment.environment.name", "test");
			CollectedSpan call = collector.await((span) -> span.parentSpanId().equals(server.spanId()));
			assertThat(call.traceId()).isEqualTo(traceId);
			assertThatSpansAreSentInBatches(collector, client);
			application.assertSeenUnder("exported", "sent");
			application.assertThreadsAreClean();
		}
	}

	private static void assertThatSpansAreSentInBatches(SpanCollector collector, TracedClient client) {
		int before = collector.batches();
		for (int i = 0; i < REQUESTS; i++) {
			client.get("/log/many", "many");
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(many(collector)).hasSize(REQUESTS));
		assertThat(collector.batches() - before).isLessThan(REQUESTS);
	}

	private static List<CollectedSpan> many(SpanCollector collector) {
		return collector.spans()
			.stream()
			.filter(CollectedSpan::isServer)
			.filter((span) -> "many".equals(span.attributes().get("context.id")))
			.toList();
	}

}

package io.contexttrace.hop.tracing;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.contexttrace.test.otlp.OtlpReceiver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A collector that an application sends its spans to, over either transport of OTLP. Safe
 * for use by several threads.
 */
final class SpanCollector implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Transport transport;

	private final String endpoint;

	private final Supplier<List<ExportTraceServiceRequest>> requests;

	private final Runnable closing;

	private SpanCollector(Transport transport, String endpoint, Supplier<List<ExportTraceServiceRequest>> requests,
			Runnable closing) {
		this.transport = transport;
		this.endpoint = endpoint;
		this.requests = requests;
		this.closing = closing;
	}

	/**
	 * Start a collector on a free port of the loopback interface.
	 * @param transport how spans arrive
	 * @return the collector
	 */
	static SpanCollector start(Transport transport) {
		if (transport == Transport.GRPC) {
			GrpcOtlpReceiver receiver = GrpcOtlpReceiver.start();
			return new SpanCollector(transport, receiver.url(), receiver::traceRequests, receiver::close);
		}
		OtlpReceiver receiver = OtlpReceiver.start();
		return new SpanCollector(transport, receiver.tracesUrl(), receiver::traceRequests, receiver::close);
	}

	/**
	 * Where it listens.
	 * @return the URL, as {@code management.opentelemetry.tracing.export.otlp.endpoint}
	 * and {@code OTEL_EXPORTER_OTLP_TRACES_ENDPOINT} take it
	 */
	String endpoint() {
		return this.endpoint;
	}

	/**
	 * What lets an application send its spans here.
	 * @param more further properties
	 * @return all of them
	 */
	String[] properties(String... more) {
		String otlp = "management.opentelemetry.tracing.export.otlp.";
		List<String> mine = List.of(otlp + "endpoint=" + this.endpoint, otlp + "transport=" + this.transport.property(),
				"management.opentelemetry.tracing.export.schedule-delay=50ms");
		return Stream.concat(mine.stream(), Arrays.stream(more)).toArray(String[]::new);
	}

	/**
	 * The spans so far.
	 * @return the spans, in the order in which they arrived
	 */
	List<CollectedSpan> spans() {
		return this.requests.get().stream().flatMap(CollectedSpan::all).toList();
	}

	/**
	 * Wait for a span.
	 * @param wanted tells it
	 * @return the first such span
	 */
	CollectedSpan await(Predicate<CollectedSpan> wanted) {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(spans()).anyMatch(wanted));
		return spans().stream().filter(wanted).findFirst().orElseThrow();
	}

	/**
	 * How many batches have arrived.
	 * @return the number of requests
	 */
	int batches() {
		return this.requests.get().size();
	}

	@Override
	public void close() {
		this.closing.run();
	}

	/**
	 * A transport of OTLP.
	 */
	enum Transport {

		HTTP, GRPC;

		private String property() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}

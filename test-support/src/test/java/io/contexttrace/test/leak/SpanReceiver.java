package io.contexttrace.test.leak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import org.awaitility.Awaitility;

/**
 * Receives spans over OTLP/HTTP, as a collector would.
 */
final class SpanReceiver implements AutoCloseable {

	private final HttpServer server;

	private final List<Span> spans = new CopyOnWriteArrayList<>();

	private SpanReceiver(HttpServer server) {
		this.server = server;
		server.createContext("/v1/traces", this::receive);
		server.start();
	}

	static SpanReceiver start() {
		try {
			return new SpanReceiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String[] properties(String... more) {
		List<String> properties = new CopyOnWriteArrayList<>(List.of(
				"management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:"
						+ this.server.getAddress().getPort() + "/v1/traces",
				"management.opentelemetry.tracing.export.schedule-delay=50ms"));
		properties.addAll(List.of(more));
		return properties.toArray(String[]::new);
	}

	/**
	 * Wait for a trace, whose server span ends last.
	 */
	List<Span> trace(String traceId) {
		Awaitility.await()
			.until(() -> spans(traceId).stream().anyMatch((span) -> span.getKind() == Span.SpanKind.SPAN_KIND_SERVER));
		return spans(traceId);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private List<Span> spans(String traceId) {
		return this.spans.stream().filter((span) -> hex(span.getTraceId().toByteArray()).equals(traceId)).toList();
	}

	private void receive(HttpExchange exchange) throws IOException {
		try (exchange) {
			ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
			request.getResourceSpansList()
				.forEach((resource) -> resource.getScopeSpansList()
					.forEach((scope) -> this.spans.addAll(scope.getSpansList())));
			exchange.sendResponseHeaders(200, -1);
		}
	}

	private static String hex(byte[] bytes) {
		StringBuilder hex = new StringBuilder();
		for (byte value : bytes) {
			hex.append(Character.forDigit((value >> 4) & 0xF, 16)).append(Character.forDigit(value & 0xF, 16));
		}
		return hex.toString();
	}

}

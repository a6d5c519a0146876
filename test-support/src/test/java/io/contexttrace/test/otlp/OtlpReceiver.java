package io.contexttrace.test.otlp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;

/**
 * A collector that keeps what it is sent over OTLP/HTTP as protobuf. Safe for use by
 * several threads.
 */
public final class OtlpReceiver implements AutoCloseable {

	private final List<ExportTraceServiceRequest> traces = new CopyOnWriteArrayList<>();

	private final List<ExportLogsServiceRequest> logs = new CopyOnWriteArrayList<>();

	private final List<ExportMetricsServiceRequest> metrics = new CopyOnWriteArrayList<>();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final HttpServer server;

	private OtlpReceiver() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.executor);
		keep("/v1/traces", ExportTraceServiceRequest.parser(), this.traces);
		keep("/v1/logs", ExportLogsServiceRequest.parser(), this.logs);
		keep("/v1/metrics", ExportMetricsServiceRequest.parser(), this.metrics);
		this.server.start();
	}

	/**
	 * Start a receiver on a free port of the loopback interface.
	 * @return the receiver
	 */
	public static OtlpReceiver start() {
		try {
			return new OtlpReceiver();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Where it listens for spans.
	 * @return the URL
	 */
	public String tracesUrl() {
		return url("/v1/traces");
	}

	/**
	 * Where it listens for log records, events among them.
	 * @return the URL
	 */
	public String logsUrl() {
		return url("/v1/logs");
	}

	/**
	 * Where it listens for metrics.
	 * @return the URL
	 */
	public String metricsUrl() {
		return url("/v1/metrics");
	}

	/**
	 * The requests with spans, with their resources and scopes.
	 * @return the requests so far
	 */
	public List<ExportTraceServiceRequest> traceRequests() {
		return List.copyOf(this.traces);
	}

	/**
	 * The requests with log records, with their resources and scopes.
	 * @return the requests so far
	 */
	public List<ExportLogsServiceRequest> logRequests() {
		return List.copyOf(this.logs);
	}

	/**
	 * The requests with metrics, with their resources and scopes.
	 * @return the requests so far
	 */
	public List<ExportMetricsServiceRequest> metricRequests() {
		return List.copyOf(this.metrics);
	}

	/**
	 * The spans.
	 * @return the spans so far
	 */
	public List<Span> spans() {
		return this.traces.stream()
			.flatMap((request) -> request.getResourceSpansList().stream())
			.flatMap((resource) -> resource.getScopeSpansList().stream())
			.flatMap((scope) -> scope.getSpansList().stream())
			.toList();
	}

	/**
	 * The log records, events among them.
	 * @return the log records so far
	 */
	public List<LogRecord> logs() {
		return this.logs.stream()
			.flatMap((request) -> request.getResourceLogsList().stream())
			.flatMap((resource) -> resource.getScopeLogsList().stream())
			.flatMap((scope) -> scope.getLogRecordsList().stream())
			.toList();
	}

	/**
	 * The metrics.
	 * @return the metrics so far
	 */
	public List<Metric> metrics() {
		return this.metrics.stream()
			.flatMap((request) -> request.getResourceMetricsList().stream())
			.flatMap((resource) -> resource.getScopeMetricsList().stream())
			.flatMap((scope) -> scope.getMetricsList().stream())
			.toList();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	private String url(String path) {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + path;
	}

	private <T extends Message> void keep(String path, Parser<T> parser, List<T> kept) {
		this.server.createContext(path, (exchange) -> {
			try (exchange; InputStream body = body(exchange)) {
				kept.add(parser.parseFrom(body));
				exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
				exchange.sendResponseHeaders(200, -1);
			}
		});
	}

	private static InputStream body(HttpExchange exchange) throws IOException {
		boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
		return zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
	}

}

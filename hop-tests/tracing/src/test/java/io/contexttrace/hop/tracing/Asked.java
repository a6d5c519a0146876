package io.contexttrace.hop.tracing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import io.contexttrace.hop.HopApplication;
import io.contexttrace.test.ReceivedRequest;

/**
 * A request that an application was asked, and all that came of it.
 *
 * @param name what the work was called
 * @param response the answer
 * @param sent the request that the application itself made then
 * @param mdc what its log line bore
 */
record Asked(String name, HttpResponse<String> response, ReceivedRequest sent, Map<String, String> mdc) {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final AtomicInteger COUNT = new AtomicInteger();

	/**
	 * Ask an application to work.
	 * @param application the application
	 * @param headers names and values in turn, the same name more than once to repeat it
	 * @return what came of it
	 */
	static Asked of(HopApplication application, String... headers) {
		String name = "asked-" + COUNT.incrementAndGet();
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + application.port() + "/work/" + name));
		request.header("X-Context-Id", name);
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		HttpResponse<String> response = send(request.build());
		return new Asked(name, response, application.service().requests("/" + name).get(0),
				application.lines(name).get(0).getMDCPropertyMap());
	}

	private static HttpResponse<String> send(HttpRequest request) {
		try {
			return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A header of the answer.
	 */
	String answered(String header) {
		return this.response.headers().firstValue(header).orElse("");
	}

	/**
	 * The one value of a header of the application's own request.
	 */
	String sent(String header) {
		return String.join(" AND ", this.sent.headers(header));
	}

	/**
	 * The trace that the application's own request belongs to.
	 */
	String sentTraceId() {
		return Objects.requireNonNull(this.sent.header("traceparent")).substring(3, 35);
	}

	/**
	 * The span of the server.
	 */
	CollectedSpan server(SpanCollector collector) {
		return collector.await((span) -> span.isServer() && this.name.equals(span.attributes().get("context.id")));
	}

	/**
	 * The span of the application's own request.
	 */
	CollectedSpan call(SpanCollector collector) {
		CollectedSpan server = server(collector);
		return collector.await((span) -> span.isClient() && span.parentSpanId().equals(server.spanId())
				&& sent("traceparent").contains(span.spanId()));
	}

}

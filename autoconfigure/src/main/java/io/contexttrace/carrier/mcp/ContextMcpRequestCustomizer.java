package io.contexttrace.carrier.mcp;

import java.net.URI;
import java.net.http.HttpRequest;

import io.contexttrace.CurrentContext;
import io.contexttrace.FaultBarrier;
import io.contexttrace.header.HeaderGetter;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.propagation.CrossingTrace;
import io.modelcontextprotocol.client.transport.customizer.McpAsyncHttpClientRequestCustomizer;
import io.modelcontextprotocol.common.McpTransportContext;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Writes what the caller holds into the headers of the HTTP requests that a client's
 * messages travel in, too, so that the request is seen under the context and in the trace
 * also by what does not look into messages. Safe for use by several threads.
 */
public final class ContextMcpRequestCustomizer implements McpAsyncHttpClientRequestCustomizer {

	private static final HeaderGetter<HttpRequest.Builder> GETTER = (request,
			name) -> request.copy().uri(URI.create("http://localhost")).build().headers().firstValue(name).orElse(null);

	private final OutgoingHeaders headers;

	private final CrossingTrace trace;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance.
	 * @param headers writes the context for hosts that may see it
	 * @param trace the tracer's part
	 */
	public ContextMcpRequestCustomizer(OutgoingHeaders headers, CrossingTrace trace) {
		this.headers = headers;
		this.trace = trace;
	}

	@Override
	public Publisher<HttpRequest.Builder> customize(HttpRequest.Builder request, String method, URI endpoint,
			@Nullable String body, McpTransportContext transportContext) {
		return Mono.deferContextual((context) -> {
			try (HeldThread held = HeldThread.of(context)) {
				write(request, endpoint.getHost());
			}
			return Mono.just(request);
		});
	}

	private void write(HttpRequest.Builder request, @Nullable String host) {
		this.headers.writeMissing(CurrentContext.capture(), host, request, GETTER, HttpRequest.Builder::setHeader);
		this.barrier.run(this, () -> this.trace.tracing().inject(request, GETTER, HttpRequest.Builder::setHeader));
	}

}

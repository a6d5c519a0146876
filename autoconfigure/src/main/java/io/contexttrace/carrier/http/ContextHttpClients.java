package io.contexttrace.carrier.http;

import java.net.http.HttpClient;
import java.util.function.UnaryOperator;

import io.contexttrace.ContextListener;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.propagation.WorkTracing;

/**
 * Wraps clients of the JDK so that they carry the context: the one call that is needed
 * where an application makes such a client itself. A client that only works for a
 * {@link org.springframework.web.client.RestClient} is not to be wrapped: its requests
 * are seen there. Safe for use by several threads.
 */
public final class ContextHttpClients {

	private final OutgoingHeaders headers;

	private final WorkTracing tracing;

	private final ContextListener listener;

	private final UnaryOperator<HttpClient> observed;

	/**
	 * Create an instance.
	 * @param headers writes what a host may see
	 * @param tracing writes the trace's ids, where a request has none yet
	 * @param listener is told of each request under a context
	 * @param observed makes a client whose requests are observed, or gives back the one
	 * that it was given
	 */
	public ContextHttpClients(OutgoingHeaders headers, WorkTracing tracing, ContextListener listener,
			UnaryOperator<HttpClient> observed) {
		this.headers = headers;
		this.tracing = tracing;
		this.listener = listener;
		this.observed = observed;
	}

	/**
	 * Wrap a client.
	 * @param client sends the requests
	 * @return a client that carries the context
	 */
	public HttpClient wrap(HttpClient client) {
		return this.observed.apply(new ContextHttpClient(client, this.headers, this.tracing, this.listener));
	}

}

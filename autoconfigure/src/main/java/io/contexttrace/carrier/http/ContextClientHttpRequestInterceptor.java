package io.contexttrace.carrier.http;

import java.io.IOException;
import java.util.List;

import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.propagation.WorkTracing;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Sends the thread's context along with the requests of a
 * {@link org.springframework.web.client.RestClient} or a
 * {@link org.springframework.web.client.RestTemplate}. Boot's builders have this
 * interceptor already; who builds a client by hand adds it. Where the request is not
 * observed, it also writes the ids of the span that the thread works under.
 * <p>
 * A host that may not see the context gets neither context headers nor baggage. A context
 * header that the caller set stays. The listener is told of each request under a context
 * as a step that lasts until the head of the response is there; it has failed if an
 * exception was thrown or the status is 500 or more. Safe for use by several threads.
 */
public final class ContextClientHttpRequestInterceptor implements ClientHttpRequestInterceptor {

	private static final String SEEN = ContextClientHttpRequestInterceptor.class.getName();

	private final RequestPreparation preparation;

	private final ContextListener listener;

	/**
	 * Create an interceptor for clients whose requests are observed.
	 * @param headers writes what a host may see
	 * @param listener is told of each request under a context
	 */
	public ContextClientHttpRequestInterceptor(OutgoingHeaders headers, ContextListener listener) {
		this(headers, WorkTracing.none(), listener);
	}

	/**
	 * Create an interceptor.
	 * @param headers writes what a host may see
	 * @param tracing writes the trace's ids where nobody observes the request
	 * @param listener is told of each request under a context
	 */
	public ContextClientHttpRequestInterceptor(OutgoingHeaders headers, WorkTracing tracing, ContextListener listener) {
		this.preparation = new RequestPreparation(headers, tracing);
		this.listener = ContextListener.all(List.of(listener));
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		// a client may have two interceptors of this kind, and one that repeats requests
		if (request.getAttributes().putIfAbsent(SEEN, true) != null) {
			return execution.execute(request, body);
		}
		try {
			return send(request, body, execution);
		}
		finally {
			request.getAttributes().remove(SEEN);
		}
	}

	private ClientHttpResponse send(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		ContextSnapshot snapshot = CurrentContext.capture();
		this.preparation.prepare(snapshot, request.getURI(), new SpringHeaders(request.getHeaders()));
		ClientExchange step = new ClientExchange(snapshot.context(), this.listener);
		try {
			ClientHttpResponse response = execution.execute(request, body);
			answered(step, response);
			return response;
		}
		catch (IOException | RuntimeException | Error ex) {
			step.failed(ex);
			throw ex;
		}
	}

	private static void answered(ClientExchange step, ClientHttpResponse response) {
		try {
			step.answered(response.getStatusCode().value());
		}
		catch (IOException | RuntimeException ex) {
			step.failed(ex);
		}
	}

}

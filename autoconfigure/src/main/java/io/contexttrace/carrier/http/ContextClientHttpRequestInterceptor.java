package io.contexttrace.carrier.http;

import java.io.IOException;
import java.util.List;

import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.FaultBarrier;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.OutgoingHosts;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Sends the thread's context along with the requests of a
 * {@link org.springframework.web.client.RestClient}. Boot's builders have this
 * interceptor already; who builds a client by hand adds it.
 * <p>
 * A host that may not see the context gets neither context headers nor baggage. A context
 * header that the caller set stays. The listener is told of each request under a context
 * as a step that lasts until the head of the response is there; it has failed if an
 * exception was thrown or the status is 500 or more. Safe for use by several threads.
 */
public final class ContextClientHttpRequestInterceptor implements ClientHttpRequestInterceptor {

	private final OutgoingHeaders headers;

	private final ContextListener listener;

	/**
	 * Create an interceptor.
	 * @param headers writes the context headers
	 * @param hosts decides who may see them
	 * @param listener is told of each request under a context
	 */
	public ContextClientHttpRequestInterceptor(ContextHeaders headers, OutgoingHosts hosts, ContextListener listener) {
		this.headers = new OutgoingHeaders(headers, hosts, new FaultBarrier());
		this.listener = ContextListener.all(List.of(listener));
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		ContextSnapshot snapshot = CurrentContext.capture();
		this.headers.write(snapshot, request.getURI(), request.getHeaders());
		ClientStep step = new ClientStep(snapshot.context(), this.listener);
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

	private static void answered(ClientStep step, ClientHttpResponse response) {
		try {
			step.answered(response.getStatusCode().value());
		}
		catch (IOException | RuntimeException ex) {
			step.failed(ex);
		}
	}

}

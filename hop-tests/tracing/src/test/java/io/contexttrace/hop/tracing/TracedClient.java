package io.contexttrace.hop.tracing;

import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestClient;

/**
 * Somebody who asks an application, without a tracer.
 */
final class TracedClient {

	private final RestClient client;

	TracedClient(int port) {
		this.client = RestClient.create("http://127.0.0.1:" + port);
	}

	/**
	 * Ask for something.
	 * @param path the path
	 * @param contextId the context id
	 * @param more names and values of further headers, in turn
	 * @return the headers of the answer
	 */
	HttpHeaders get(String path, String contextId, String... more) {
		return this.client.get().uri(path).header("X-Context-Id", contextId).headers((headers) -> {
			for (int i = 0; i < more.length; i += 2) {
				headers.set(more[i], more[i + 1]);
			}
		}).retrieve().toBodilessEntity().getHeaders();
	}

}

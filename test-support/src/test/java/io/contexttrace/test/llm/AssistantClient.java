package io.contexttrace.test.llm;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import org.springframework.context.ApplicationContext;

/**
 * Talks to the assistant over HTTP, as a browser would.
 *
 * @param http the HTTP client
 * @param port where the assistant listens
 */
record AssistantClient(HttpClient http, int port) {

	static AssistantClient of(ApplicationContext application) {
		int port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		return new AssistantClient(HttpClient.newHttpClient(), port);
	}

	HttpResponse<String> get(String path, String message, String... headers) {
		return getAsync(path, message, headers).join();
	}

	CompletableFuture<HttpResponse<String>> getAsync(String path, String message, String... headers) {
		return this.http.sendAsync(request(path, message, headers), HttpResponse.BodyHandlers.ofString());
	}

	/**
	 * Read the first bytes of an answer, and leave.
	 */
	HttpResponse<InputStream> getAndLeave(String path, String message, String... headers) {
		try {
			HttpResponse<InputStream> response = this.http.send(request(path, message, headers),
					HttpResponse.BodyHandlers.ofInputStream());
			try (InputStream body = response.body()) {
				body.read();
			}
			return response;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private HttpRequest request(String path, String message, String... headers) {
		HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path
				+ "?message=" + URLEncoder.encode(message, StandardCharsets.UTF_8)));
		if (headers.length > 0) {
			builder.headers(headers);
		}
		return builder.build();
	}

}

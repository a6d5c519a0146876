package io.contexttrace.hop.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.contexttrace.test.ReceivedRequest;

/**
 * A real HTTP server with two names, one of which may see the context. The first segment
 * of a path is the status that it answers with; a redirect leads to the other name. The
 * second segment tells the tests' requests apart.
 */
final class TargetServer implements AutoCloseable {

	private static final String ALLOWED = "127.0.0.1";

	private static final String DENIED = "localhost";

	private static final int REDIRECT = 302;

	private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final HttpServer server;

	TargetServer() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.executor);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	URI allowed(int status, String what) {
		return uri(ALLOWED, status, what);
	}

	URI denied(int status, String what) {
		return uri(DENIED, status, what);
	}

	List<ReceivedRequest> requests(String what) {
		return this.requests.stream().filter((request) -> request.path().endsWith("/" + what)).toList();
	}

	private URI uri(String host, int status, String what) {
		return URI.create("http://%s:%d/%d/%s".formatted(host, this.server.getAddress().getPort(), status, what));
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			exchange.getRequestBody().readAllBytes();
			String path = exchange.getRequestURI().getPath();
			String what = path.substring(path.lastIndexOf('/') + 1);
			this.requests.add(new ReceivedRequest(exchange.getRequestMethod(), path, exchange.getRequestHeaders(), ""));
			int status = Integer.parseInt(path.substring(1, path.lastIndexOf('/')));
			if (status == REDIRECT) {
				exchange.getResponseHeaders().set("Location", denied(200, what).toString());
			}
			exchange.sendResponseHeaders(status, -1);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.shutdownNow();
	}

}

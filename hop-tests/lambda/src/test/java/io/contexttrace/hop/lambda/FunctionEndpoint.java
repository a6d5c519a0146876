package io.contexttrace.hop.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * Lambda's interface for invocations, on a real HTTP server that keeps what it received.
 * A function whose name ends in a status, such as {@code orders-429}, answers with it the
 * first time. One whose name starts with {@code broken} has failed.
 */
final class FunctionEndpoint implements AutoCloseable {

	private final List<ReceivedInvocation> invocations = new CopyOnWriteArrayList<>();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final HttpServer server;

	FunctionEndpoint() {
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

	/**
	 * Where it listens, by a name that may see the context.
	 */
	URI url() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	/**
	 * Where it listens, by a name that the tests' applications deny.
	 */
	URI deniedUrl() {
		return URI.create("http://localhost:" + this.server.getAddress().getPort());
	}

	static String path(String function) {
		return "/2015-03-31/functions/" + function + "/invocations";
	}

	List<ReceivedInvocation> all() {
		return List.copyOf(this.invocations);
	}

	List<ReceivedInvocation> invocations(String function) {
		return this.invocations.stream().filter((invocation) -> invocation.function().equals(function)).toList();
	}

	/**
	 * The only invocation of a function.
	 */
	ReceivedInvocation invocation(String function) {
		List<ReceivedInvocation> all = invocations(function);
		if (all.size() != 1) {
			throw new AssertionError(function + " was invoked " + all.size() + " times");
		}
		return all.get(0);
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String payload = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			String path = exchange.getRequestURI().getPath();
			String function = path.replaceAll(".*/functions/|/[a-z-]*invocations$", "");
			boolean first = invocations(function).isEmpty();
			this.invocations
				.add(new ReceivedInvocation(path, function, Map.copyOf(exchange.getRequestHeaders()), payload));
			if (first && function.matches(".*-\\d{3}")) {
				refuse(exchange, Integer.parseInt(function.substring(function.length() - 3)));
			}
			else if (path.endsWith("response-streaming-invocations")) {
				stream(exchange);
			}
			else {
				answer(exchange, function);
			}
		}
	}

	private static void refuse(HttpExchange exchange, int status) throws IOException {
		exchange.getResponseHeaders()
			.set("X-Amzn-ErrorType", (status == 429) ? "TooManyRequestsException" : "ServiceException");
		send(exchange, status, "{\"message\":\"not now\"}".getBytes(StandardCharsets.UTF_8));
	}

	private static void answer(HttpExchange exchange, String function) throws IOException {
		if (function.startsWith("broken")) {
			exchange.getResponseHeaders()
				.set("X-Amz-Function-Error", function.equals("broken-at-length") ? "x".repeat(5000) : "Unhandled");
		}
		String type = exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type");
		send(exchange, "Event".equals(type) ? 202 : 200, "{}".getBytes(StandardCharsets.UTF_8));
	}

	private static void stream(HttpExchange exchange) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", "application/vnd.amazon.eventstream");
		ByteArrayOutputStream events = new ByteArrayOutputStream();
		new Message(Map.of(":message-type", HeaderValue.fromString("event"), ":event-type",
				HeaderValue.fromString("InvokeComplete")), "{}".getBytes(StandardCharsets.UTF_8))
			.encode(events);
		send(exchange, 200, events.toByteArray());
	}

	private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
		exchange.sendResponseHeaders(status, body.length);
		exchange.getResponseBody().write(body);
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.shutdownNow();
	}

}

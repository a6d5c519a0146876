package io.contexttrace.hop.providers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.contexttrace.test.ReceivedRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real HTTP server that speaks the wire format of one provider, as far as Spring AI
 * uses it. It answers with the three words of {@link #ANSWER}. A marker in the question
 * makes it do something else: {@code [tool]} asks for the tool {@code lookup} first,
 * {@code [again]} fails at the first request that says the same, {@code [fail]} always,
 * {@code [limit]} refuses for the rate, and {@code [stay]} sends the first word of a
 * stream and no other until the server is closed.
 */
final class ProviderServer implements AutoCloseable {

	static final List<String> ANSWER = List.of("one ", "two ", "three");

	static {
		System.setProperty("sun.net.httpserver.nodelay", "true");
	}

	private static final JsonMapper JSON = JsonMapper.shared();

	private final WireFormat format;

	private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();

	private final Map<String, Boolean> failedOnce = new ConcurrentHashMap<>();

	private final CountDownLatch closing = new CountDownLatch(1);

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final HttpServer server;

	ProviderServer(WireFormat format) {
		this.format = format;
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

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/**
	 * The requests whose body contains a text.
	 * @param text the text
	 * @return the requests, in the order in which they arrived
	 */
	List<ReceivedRequest> requests(String text) {
		return this.requests.stream().filter((request) -> request.body().contains(text)).toList();
	}

	private void handle(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().toString();
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		this.requests.add(new ReceivedRequest(exchange.getRequestMethod(), path, exchange.getRequestHeaders(), body));
		JsonNode request = JSON.readTree(body);
		try (exchange) {
			if (body.contains("[fail]") || isFirst(body)) {
				refuse(exchange, 500);
			}
			else if (body.contains("[limit]")) {
				exchange.getResponseHeaders().set("Retry-After", "0");
				refuse(exchange, 429);
			}
			else if (this.format.isStream(path, request)) {
				stream(exchange, request, body);
			}
			else {
				send(exchange, 200, "application/json", this.format.whole(request, wantsTool(body)));
			}
		}
	}

	private boolean isFirst(String body) {
		return body.contains("[again]") && this.failedOnce.putIfAbsent(body, true) == null;
	}

	private boolean wantsTool(String body) {
		return body.contains("[tool]") && !body.contains(Lookup.RESULT);
	}

	private void refuse(HttpExchange exchange, int status) throws IOException {
		send(exchange, status, "application/json", this.format.error(status));
	}

	private void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", type);
		exchange.sendResponseHeaders(status, body.length);
		exchange.getResponseBody().write(body);
	}

	private void stream(HttpExchange exchange, JsonNode request, String body) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", this.format.streamType());
		exchange.sendResponseHeaders(200, 0);
		OutputStream out = exchange.getResponseBody();
		List<byte[]> chunks = this.format.chunks(request, wantsTool(body));
		for (int i = 0; i < chunks.size(); i++) {
			if (body.contains("[stay]") && i > this.format.chunksBeforeText()) {
				awaitClosing();
			}
			out.write(chunks.get(i));
			out.flush();
		}
	}

	private void awaitClosing() {
		try {
			boolean closed = this.closing.await(60, TimeUnit.SECONDS);
			assert closed;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	static byte[] json(Object value) {
		return JSON.writeValueAsBytes(value);
	}

	static byte[] event(Object value) {
		return ("data: " + JSON.writeValueAsString(value) + "\n\n").getBytes(StandardCharsets.UTF_8);
	}

	static byte[] event(String name, Map<String, Object> value) {
		return ("event: " + name.toLowerCase(Locale.ROOT) + "\ndata: " + JSON.writeValueAsString(value) + "\n\n")
			.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.closing.countDown();
		this.server.stop(0);
		this.executor.shutdownNow();
	}

}

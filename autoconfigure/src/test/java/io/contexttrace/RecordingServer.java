package io.contexttrace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A real HTTP server that remembers the headers of the requests it gets. The last segment
 * of the path says what it answers: a status, {@code stall} for nothing until it is
 * closed, {@code pair} to answer two requests when both have arrived. It answers with the
 * context id that it got.
 */
public final class RecordingServer implements AutoCloseable {

	private static final long PATIENCE_SECONDS = 20;

	private final BlockingQueue<Map<String, String>> requests = new LinkedBlockingQueue<>();

	private final CountDownLatch closing = new CountDownLatch(1);

	private final CyclicBarrier pair = new CyclicBarrier(2);

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final HttpServer server;

	/**
	 * Start a server on a free port.
	 */
	public RecordingServer() {
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
	 * An address of the server.
	 * @param host the name of the loopback interface to use
	 * @param answer what the server is to answer
	 * @return the address
	 */
	public URI uri(String host, String answer) {
		return URI.create("http://" + host + ":" + this.server.getAddress().getPort() + "/" + answer);
	}

	/**
	 * An address of the server.
	 * @param answer what the server is to answer
	 * @return the address
	 */
	public URI uri(String answer) {
		return uri("127.0.0.1", answer);
	}

	/**
	 * Take the next request, or wait for it.
	 * @return its headers by their names in lower case
	 * @throws InterruptedException if the thread is interrupted
	 */
	public Map<String, String> takeRequest() throws InterruptedException {
		Map<String, String> request = this.requests.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
		if (request == null) {
			throw new AssertionError("No request arrived");
		}
		return request;
	}

	private void handle(HttpExchange exchange) throws IOException {
		Map<String, String> headers = new TreeMap<>();
		exchange.getRequestHeaders()
			.forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
		this.requests.add(headers);
		int status = await(exchange.getRequestURI().getPath().substring(1));
		byte[] body = headers.getOrDefault("x-context-id", "none").getBytes(StandardCharsets.UTF_8);
		try (exchange) {
			exchange.sendResponseHeaders(status, body.length);
			exchange.getResponseBody().write(body);
		}
	}

	private int await(String answer) {
		try {
			if (answer.equals("stall")) {
				this.closing.await();
			}
			if (answer.equals("pair")) {
				this.pair.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
			}
			return Character.isDigit(answer.charAt(0)) ? Integer.parseInt(answer) : 200;
		}
		catch (Exception ex) {
			return 500;
		}
	}

	@Override
	public void close() {
		this.closing.countDown();
		this.server.stop(0);
		this.executor.shutdownNow();
	}

}

package io.contexttrace.sample.assistant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Receives OTLP over HTTP and keeps the bodies. Protocol Buffers write text as UTF-8, so
 * that what leaves can be searched without taking it apart.
 */
final class OtlpInbox implements AutoCloseable {

	private final HttpServer server;

	private final Map<String, List<String>> bodies = new ConcurrentHashMap<>();

	private OtlpInbox(HttpServer server) {
		this.server = server;
		server.createContext("/", this::keep);
		server.start();
	}

	static OtlpInbox open() {
		try {
			return new OtlpInbox(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String url(String path) {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + path;
	}

	String received(String path) {
		return String.join("\n", this.bodies.getOrDefault(path, List.of()));
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private void keep(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		this.bodies.computeIfAbsent(exchange.getRequestURI().getPath(), (path) -> new CopyOnWriteArrayList<>())
			.add(body);
		exchange.sendResponseHeaders(200, -1);
		exchange.close();
	}

}

package io.contexttrace.sample.assistant;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the CRM receives when a question is about an order.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, useMainMethod = UseMainMethod.ALWAYS)
class OrderLookupTests {

	private static final Queue<Headers> received = new ConcurrentLinkedQueue<>();

	private static final HttpServer crm = startCrm();

	private final RestClient client;

	OrderLookupTests(@LocalServerPort int port) {
		this.client = RestClient.create("http://127.0.0.1:" + port);
	}

	@DynamicPropertySource
	static void useOwnCrm(DynamicPropertyRegistry registry) {
		registry.add("sample.crm.url", () -> "http://127.0.0.1:" + crm.getAddress().getPort());
	}

	@AfterAll
	static void stopCrm() {
		crm.stop(0);
	}

	@BeforeEach
	void forgetRequests() {
		received.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/chat", "/chat/stream" })
	void bearsTheIdsOfTheQuestion(String path) {
		ResponseEntity<String> response = path.equals("/chat") ? ask() : stream();
		assertThat(response.getBody()).contains("lost");
		assertThat(received).singleElement().satisfies((headers) -> {
			assertThat(headers.get("X-Context-Id")).containsExactly("session-1");
			assertThat(headers.getFirst("traceparent")).contains(response.getHeaders().getFirst("X-Trace-Id"));
		});
	}

	private ResponseEntity<String> ask() {
		return this.client.post()
			.uri("/chat")
			.header("X-Context-Id", "session-1")
			.body(Map.of("message", "Where is order A-1001?"))
			.retrieve()
			.toEntity(String.class);
	}

	private ResponseEntity<String> stream() {
		return this.client.get()
			.uri("/chat/stream?message={message}", "Where is order A-1001?")
			.header("X-Context-Id", "session-1")
			.retrieve()
			.toEntity(String.class);
	}

	private static HttpServer startCrm() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			server.createContext("/orders/", OrderLookupTests::answer);
			server.start();
			return server;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void answer(HttpExchange exchange) throws IOException {
		received.add(exchange.getRequestHeaders());
		byte[] order = "{\"id\":\"A-1001\",\"status\":\"lost\",\"items\":[]}".getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, order.length);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(order);
		}
	}

}

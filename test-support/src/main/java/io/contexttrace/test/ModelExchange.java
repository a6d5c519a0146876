package io.contexttrace.test;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request to the API and its answer.
 */
class ModelExchange {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final HttpExchange exchange;

	private final String id = UUID.randomUUID().toString().replace("-", "");

	private final ReceivedRequest request;

	ModelExchange(HttpExchange exchange) throws IOException {
		this.exchange = exchange;
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		this.request = new ReceivedRequest(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
				exchange.getRequestHeaders(), body);
		addUsualHeaders(exchange.getResponseHeaders());
	}

	private void addUsualHeaders(Headers headers) {
		headers.set("X-Request-Id", "req_" + this.id);
		headers.set("Openai-Version", "2020-10-01");
		headers.set("X-Ratelimit-Limit-Requests", "10000");
		headers.set("X-Ratelimit-Remaining-Requests", "9999");
		headers.set("X-Ratelimit-Reset-Requests", "6ms");
		headers.set("X-Ratelimit-Limit-Tokens", "2000000");
		headers.set("X-Ratelimit-Remaining-Tokens", "1999000");
		headers.set("X-Ratelimit-Reset-Tokens", "30ms");
	}

	String id() {
		return this.id;
	}

	ReceivedRequest request() {
		return this.request;
	}

	JsonNode json() throws ModelException {
		try {
			return JSON.readTree(this.request.body());
		}
		catch (JacksonException ex) {
			throw new ModelException(400, "invalid_request_error", "The body of the request is not JSON");
		}
	}

	void setHeader(String name, String value) {
		this.exchange.getResponseHeaders().set(name, value);
	}

	void answer(int status, Map<String, Object> json) throws IOException {
		answer(status, JSON.writeValueAsString(json));
	}

	void answer(int status, String json) throws IOException {
		byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
		setHeader("Content-Type", "application/json");
		this.exchange.sendResponseHeaders(status, bytes.length);
		try (OutputStream out = this.exchange.getResponseBody()) {
			out.write(bytes);
		}
	}

	EventStream openEventStream() throws IOException {
		setHeader("Content-Type", "text/event-stream; charset=utf-8");
		setHeader("Cache-Control", "no-cache");
		this.exchange.sendResponseHeaders(200, 0);
		return new EventStream(this.exchange.getResponseBody());
	}

}

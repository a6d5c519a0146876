package io.contexttrace.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Talks to a {@link ModelServer} as an OpenAI client does.
 */
class ModelClient {

	static final JsonMapper JSON = JsonMapper.shared();

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final ModelServer server;

	ModelClient(ModelServer server) {
		this.server = server;
	}

	HttpRequest request(String path, Object body) {
		return HttpRequest.newBuilder(URI.create(this.server.url() + path))
			.header("Content-Type", "application/json")
			.header("X-Context-Id", "context-1")
			.POST(BodyPublishers.ofString((body instanceof String text) ? text : JSON.writeValueAsString(body)))
			.build();
	}

	HttpResponse<String> post(String path, Object body) throws IOException, InterruptedException {
		return this.client.send(request(path, body), BodyHandlers.ofString());
	}

	HttpResponse<Stream<String>> postForLines(String path, Object body) throws IOException, InterruptedException {
		return this.client.send(request(path, body), BodyHandlers.ofLines());
	}

	JsonNode chat(Map<String, Object> body) throws IOException, InterruptedException {
		return JSON.readTree(post("/chat/completions", body).body());
	}

	String answer(String instructions, String text) throws IOException, InterruptedException {
		return chat(conversation(instructions, text)).at("/choices/0/message/content").asString();
	}

	static Map<String, Object> conversation(String text) {
		return Map.of("model", "gpt-test", "messages", List.of(message("user", text)));
	}

	static Map<String, Object> conversation(String instructions, String text) {
		return Map.of("model", "gpt-test", "messages", List.of(message("system", instructions), message("user", text)));
	}

	static Map<String, Object> streamed(String text) {
		return Map.of("model", "gpt-test", "stream", true, "stream_options", Map.of("include_usage", true), "messages",
				List.of(message("user", text)));
	}

	static Map<String, Object> message(String role, String content) {
		return Map.of("role", role, "content", content);
	}

}

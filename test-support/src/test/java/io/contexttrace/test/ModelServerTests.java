package io.contexttrace.test;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ModelServer}.
 */
class ModelServerTests {

	private static final String LONG_TEXT = "The quick brown fox jumps over the lazy dog";

	private ModelServer server = ModelServer.start();

	private ModelClient client = new ModelClient(this.server);

	@AfterEach
	void closeServer() {
		this.server.close();
	}

	@Test
	void keepsWhatItReceived() throws Exception {
		this.client.chat(ModelClient.conversation("Hello"));
		assertThat(this.server.requests()).singleElement().satisfies((request) -> {
			assertThat(request.method()).isEqualTo("POST");
			assertThat(request.path()).isEqualTo("/v1/chat/completions");
			assertThat(request.header("x-context-id")).isEqualTo("context-1");
			assertThat(request.header("X-CONTEXT-ID")).isEqualTo("context-1");
			assertThat(request.header("absent")).isNull();
			assertThat(request.body()).contains("Hello");
		});
		this.server.clearRequests();
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void keepsOnlyTheNewestRequests() throws Exception {
		restart(ModelServer.builder().keptRequests(2));
		for (String text : List.of("first", "second", "third")) {
			this.client.chat(ModelClient.conversation(text));
		}
		assertThat(this.server.requests()).hasSize(2);
		assertThat(this.server.requests().get(0).body()).contains("second");
		assertThat(this.server.requests().get(1).body()).contains("third");
	}

	@Test
	void refusesToKeepNoRequests() {
		assertThatIllegalArgumentException().isThrownBy(() -> ModelServer.builder().keptRequests(0));
	}

	@Test
	void answersLikeTheProvider() throws Exception {
		HttpResponse<String> response = this.client.post("/chat/completions", ModelClient.conversation("Hello"));
		assertThat(response.headers().firstValue("x-request-id")).isPresent();
		assertThat(response.headers().firstValue("x-ratelimit-remaining-requests")).isPresent();
		JsonNode json = ModelClient.JSON.readTree(response.body());
		assertThat(json.path("id").asString()).startsWith("chatcmpl-");
		assertThat(json.path("model").asString()).startsWith("gpt-test-");
		assertThat(json.path("system_fingerprint").asString()).startsWith("fp_");
		assertThat(json.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
		assertThat(json.at("/choices/0/message/content").asString()).contains("Hello");
		assertThat(json.at("/usage/total_tokens").asInt())
			.isEqualTo(json.at("/usage/prompt_tokens").asInt() + json.at("/usage/completion_tokens").asInt())
			.isPositive();
	}

	@Test
	void countsLongInstructionsAsCachedTokens() throws Exception {
		JsonNode json = this.client.chat(ModelClient.conversation("word ".repeat(110), "Hello"));
		assertThat(json.at("/usage/prompt_tokens_details/cached_tokens").asInt()).isEqualTo(128);
	}

	@Test
	void streamsWordByWord() throws Exception {
		List<String> events = events(ModelClient.streamed(LONG_TEXT));
		assertThat(events).last().isEqualTo("[DONE]");
		List<JsonNode> chunks = chunks(events);
		assertThat(chunks.get(0).at("/choices/0/delta/role").asString()).isEqualTo("assistant");
		assertThat(text(chunks)).contains(LONG_TEXT);
		assertThat(chunks).hasSizeGreaterThan(LONG_TEXT.split(" ").length);
		assertThat(chunks.get(chunks.size() - 2).at("/choices/0/finish_reason").asString()).isEqualTo("stop");
		assertThat(chunks.get(chunks.size() - 1).at("/usage/completion_tokens").asInt()).isPositive();
		assertThat(chunks).extracting((chunk) -> chunk.path("id").asString())
			.containsOnly(chunks.get(0).path("id").asString());
	}

	@Test
	void sendsNoUsageInStreamThatDidNotAskForIt() throws Exception {
		List<String> events = events(
				Map.of("model", "gpt-test", "stream", true, "messages", List.of(ModelClient.message("user", "Hello"))));
		assertThat(events).noneMatch((event) -> event.contains("prompt_tokens"));
	}

	@Test
	void failsOnDemand() throws Exception {
		HttpResponse<String> response = this.client.post("/chat/completions", ModelClient.streamed("Hello [fail]"));
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(ModelClient.JSON.readTree(response.body()).at("/error/type").asString()).isEqualTo("server_error");
	}

	@Test
	void limitsTheRateOnDemand() throws Exception {
		restart(ModelServer.builder().retryAfter(Duration.ofSeconds(7)));
		HttpResponse<String> response = this.client.post("/chat/completions", ModelClient.conversation("[rate-limit]"));
		assertThat(response.statusCode()).isEqualTo(429);
		assertThat(response.headers().firstValue("retry-after")).contains("7");
	}

	@Test
	void cutsStreamOnDemand() throws Exception {
		List<String> events = events(ModelClient.streamed(LONG_TEXT + " [cut]"));
		assertThat(events).doesNotContain("[DONE]").hasSizeGreaterThan(1);
		assertThat(events).noneMatch((event) -> event.contains("\"finish_reason\":\"stop\""));
	}

	@Test
	void breaksStreamOnDemand() throws Exception {
		// the client forgets what it has not read when the connection breaks
		restart(ModelServer.builder().chunkDelay(Duration.ofMillis(100)));
		HttpResponse<Stream<String>> response = this.client.postForLines("/chat/completions",
				ModelClient.streamed(LONG_TEXT + " [mid-error]"));
		List<String> received = new ArrayList<>();
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> response.body().forEach(received::add))
			.withCauseInstanceOf(IOException.class);
		assertThat(received).isNotEmpty();
	}

	@Test
	void breaksConnectionOnDemandWithoutStream() {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.client.chat(ModelClient.conversation("Hello [mid-error]")));
	}

	@Test
	void stallsForConfiguredTime() throws Exception {
		restart(ModelServer.builder().stall(Duration.ofMillis(50)));
		long start = System.nanoTime();
		this.client.chat(ModelClient.conversation("Hello [stall]"));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
	}

	@Test
	void closingEndsStalledRequests() throws Exception {
		restart(ModelServer.builder().stall(Duration.ofHours(1)));
		CompletableFuture<?> request = CompletableFuture.runAsync(() -> {
			try {
				this.client.chat(ModelClient.conversation("Hello [stall]"));
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
		while (this.server.requests().isEmpty()) {
			Thread.onSpinWait();
		}
		this.server.close();
		assertThat(request).failsWithin(Duration.ofSeconds(10));
	}

	@Test
	void survivesClientThatDisconnects() throws Exception {
		restart(ModelServer.builder().chunkDelay(Duration.ofMillis(5)));
		try (Stream<String> lines = this.client
			.postForLines("/chat/completions", ModelClient.streamed((LONG_TEXT + " ").repeat(20)))
			.body()) {
			assertThat(lines.iterator().next()).startsWith("data: ");
		}
		assertThat(text(chunks(events(ModelClient.streamed(LONG_TEXT))))).contains(LONG_TEXT);
	}

	@Test
	void servesTwoHundredStreamsAtOnce() throws Exception {
		restart(ModelServer.builder().chunkDelay(Duration.ofMillis(20)));
		ExecutorService executor = Executors.newCachedThreadPool();
		List<Future<String>> answers = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			String text = "number " + i;
			answers.add(executor.submit(() -> text(chunks(events(ModelClient.streamed(text))))));
		}
		for (int i = 0; i < 200; i++) {
			assertThat(answers.get(i).get()).contains("\"number " + i + "\"");
		}
		executor.shutdown();
		assertThat(this.server.requests()).hasSize(200);
	}

	@Test
	void refusesWhatItDoesNotKnow() throws Exception {
		assertThat(this.client.post("/images", "{}").statusCode()).isEqualTo(404);
		assertThat(this.client.post("/chat/completions", "no json").statusCode()).isEqualTo(400);
		assertThat(this.client.post("/chat/completions", "{}").statusCode()).isEqualTo(400);
		assertThat(this.client.post("/embeddings", "{}").statusCode()).isEqualTo(400);
	}

	private void restart(ModelServer.Builder builder) {
		this.server.close();
		this.server = builder.start();
		this.client = new ModelClient(this.server);
	}

	private List<String> events(Map<String, Object> request) throws IOException, InterruptedException {
		return this.client.postForLines("/chat/completions", request)
			.body()
			.filter((line) -> !line.isEmpty())
			.map((line) -> line.substring("data: ".length()))
			.toList();
	}

	private static List<JsonNode> chunks(List<String> events) {
		return events.stream().filter((event) -> !event.equals("[DONE]")).map(ModelClient.JSON::readTree).toList();
	}

	private static String text(List<JsonNode> chunks) {
		StringBuilder text = new StringBuilder();
		chunks.forEach((chunk) -> text.append(chunk.at("/choices/0/delta/content").asString("")));
		return text.toString();
	}

}

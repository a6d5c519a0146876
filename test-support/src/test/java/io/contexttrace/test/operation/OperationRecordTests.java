package io.contexttrace.test.operation;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.test.ModelServer;
import io.contexttrace.test.Needs;
import io.contexttrace.test.RecordedCalls;
import io.contexttrace.test.metrics.PrometheusServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each operation beside a chat has a record of its own, found under the ids of what it
 * was done for.
 */
class OperationRecordTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static ModelServer model;

	private static ConfigurableApplicationContext application;

	private static RecordedCalls calls;

	@BeforeAll
	static void start() {
		model = ModelServer.start();
		application = KnowledgeApplication.run(model.url(), "context-trace.content.capture=full");
		calls = application.getBean(RecordedCalls.class);
	}

	@AfterAll
	static void stop() {
		application.close();
		model.close();
	}

	@BeforeEach
	void clear() {
		calls.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/call", "/stream" })
	void recordsAToolBesideTheCallsToTheModel(String path) {
		HttpResponse<String> response = ask(path, "Where is order A-1001?");
		assertThat(response.body()).contains("shipped");
		List<LlmRecord> chats = await("chat", 2);
		LlmRecord tool = await("execute_tool", 1).get(0);
		assertBelongsTo(response, tool.call());
		assertThat(tool.call().request().parameters()).containsEntry("tool", "order").containsKey("toolCallId");
		assertThat(tool.call().outcome().status()).isEqualTo(LlmCallStatus.OK);
		assertThat(tool.content().input().get(0).toolCalls().get(0).arguments().value()).contains("A-1001");
		assertThat(tool.content().output().get(0).text().value()).contains("shipped");
		assertThat(chats).allSatisfy((chat) -> {
			assertThat(chat.call().ids().parentRequestId()).isEqualTo(tool.call().ids().parentRequestId());
			assertThat(chat.call().ids().requestId()).isNotEqualTo(tool.call().ids().requestId());
			assertThat(chat.call().outcome().status()).isEqualTo(LlmCallStatus.OK);
			assertThat(chat.call().ids().spanId()).isNotEqualTo(tool.call().ids().spanId());
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/call", "/stream" })
	void recordsWhatAToolDoesUnderTheSameCallOfTheUser(String path) {
		HttpResponse<String> response = ask(path, "Where is order A-1002?");
		LlmRecord tool = await("execute_tool", 1).get(0);
		LlmRecord retrieval = await("retrieval", 1).get(0);
		List<LlmRecord> embeddings = await("embeddings", 1);
		assertThat(tool.call().ids().parentRequestId()).isNotNull();
		assertThat(retrieval.call().ids().parentRequestId()).isEqualTo(tool.call().ids().parentRequestId());
		assertThat(embeddings).allSatisfy((embedding) -> {
			assertBelongsTo(response, embedding.call());
			assertThat(embedding.call().ids().parentRequestId()).isEqualTo(tool.call().ids().parentRequestId());
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/call", "/stream" })
	void recordsAToolThatFailed(String path) {
		HttpResponse<String> response = ask(path, "Where is order A-1999?");
		LlmRecord tool = await("execute_tool", 1).get(0);
		assertBelongsTo(response, tool.call());
		assertThat(tool.call().outcome().status()).isEqualTo(LlmCallStatus.ERROR);
		assertThat(tool.call().outcome().errorType()).isEqualTo(IllegalArgumentException.class.getName());
		assertThat(tool.errorMessage()).isEqualTo("There is no order A-1999");
		assertThat(await("chat", 2)).extracting((chat) -> chat.call().outcome().status())
			.containsOnly(LlmCallStatus.OK);
	}

	@Test
	void recordsAnEmbedding() {
		HttpResponse<String> response = ask("/embed", "What is a context?");
		LlmRecord embedding = await("embeddings", 1).get(0);
		assertBelongsTo(response, embedding.call());
		assertThat(embedding.call().ids().parentRequestId()).isNull();
		assertThat(embedding.call().request().provider()).isEqualTo("openai");
		assertThat(embedding.call().request().model()).isEqualTo("test-embedding");
		assertThat(embedding.call().response().model()).startsWith("test-embedding");
		assertThat(embedding.call().response().usage().input()).isPositive();
		assertThat(embedding.call().response().usage().output()).isNull();
		assertThat(embedding.content().input()).extracting((message) -> message.text().value())
			.containsExactly("What is a context?");
	}

	@Test
	void recordsAnEmbeddingThatFailed() {
		HttpResponse<String> response = ask("/embed", "[fail]");
		assertThat(response.statusCode()).isEqualTo(500);
		LlmRecord embedding = await("embeddings", 1).get(0);
		assertBelongsTo(response, embedding.call());
		assertThat(embedding.call().outcome().status()).isEqualTo(LlmCallStatus.ERROR);
		assertThat(embedding.call().outcome().errorType()).isEqualTo("com.openai.errors.InternalServerException");
		assertThat(embedding.call().response().usage().isReported()).isFalse();
	}

	@Test
	void recordsARefusalOfAnEmbeddingAsSuch() {
		ask("/embed", "[rate-limit]");
		assertThat(await("embeddings", 1).get(0).call().outcome().status()).isEqualTo(LlmCallStatus.RATE_LIMITED);
	}

	@Test
	void recordsARetrievalAndNotWhatWasAdded() {
		ask("/add", "A context is what everything happens for");
		HttpResponse<String> response = ask("/search", "What is a context?");
		assertThat(response.body()).contains("passage-1");
		LlmRecord retrieval = await("retrieval", 1).get(0);
		assertBelongsTo(response, retrieval.call());
		assertThat(retrieval.call().request().provider()).isEqualTo("simple");
		assertThat(retrieval.call().request().model()).isNull();
		assertThat(retrieval.call().request().parameters()).containsEntry("topK", 2);
		assertThat(retrieval.content().input()).extracting((message) -> message.text().value())
			.containsExactly("What is a context?");
		assertThat(retrieval.content().documents()).extracting(LlmContent.Document::id).contains("passage-1");
		assertThat(retrieval.content().documents()).allSatisfy((document) -> assertThat(document.score()).isNotNull());
	}

	@Test
	@Needs(value = "prometheus", debianPackage = "prometheus")
	void prometheusTakesTheMetersOfAllOperations(@TempDir Path folder) throws Exception {
		ask("/call", "Where is order A-1001?");
		ask("/embed", "[fail]");
		await("chat", 2);
		int port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		try (PrometheusServer prometheus = PrometheusServer.scraping(port, folder)) {
			assertThat(prometheus.awaitScrape()).isEmpty();
			for (String meter : List.of("gen_ai_client_inference_duration_seconds_count",
					"gen_ai_execute_tool_duration_seconds_count", "gen_ai_client_embeddings_duration_seconds_count",
					"gen_ai_client_operation_duration_seconds_count")) {
				assertThat(prometheus.query("sum(" + meter + ") > 0").valueStream()).as(meter).isNotEmpty();
			}
		}
	}

	private static void assertBelongsTo(HttpResponse<String> response, LlmCall call) {
		assertThat(call.context().id().value()).isEqualTo("case-1");
		assertThat(call.ids().traceId()).isEqualTo(response.headers().firstValue("X-Trace-Id").orElseThrow());
		assertThat(call.ids().spanId()).hasSize(16);
		assertThat(call.timing().duration()).isPositive();
	}

	private static HttpResponse<String> ask(String path, String message) {
		return KnowledgeApplication.get(application, path, message, "X-Context-Id", "case-1");
	}

	private static List<LlmRecord> await(String operation, int count) {
		long end = System.nanoTime() + TIMEOUT.toNanos();
		List<LlmRecord> found = of(operation);
		for (int expected = 1; found.size() < count && System.nanoTime() < end; expected++) {
			calls.await(expected, Duration.ofMillis(100));
			found = of(operation);
		}
		assertThat(found).as("Records of %s", operation).hasSizeGreaterThanOrEqualTo(count);
		return found;
	}

	private static List<LlmRecord> of(String operation) {
		return calls.records()
			.stream()
			.filter((record) -> record.call().request().operation().equals(operation))
			.toList();
	}

}

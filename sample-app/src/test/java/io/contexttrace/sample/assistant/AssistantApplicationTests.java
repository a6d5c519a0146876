package io.contexttrace.sample.assistant;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.contexttrace.test.ModelServer;
import io.contexttrace.test.ReceivedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the whole application with its model server and its CRM.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, useMainMethod = UseMainMethod.ALWAYS,
		properties = { "spring.ai.openai.max-retries=0", "sample.answer-timeout=2s" })
class AssistantApplicationTests {

	private static final JsonMapper JSON = JsonMapper.shared();

	@Autowired
	private ModelServer model;

	private final RestClient client;

	AssistantApplicationTests(@LocalServerPort int port) {
		this.client = RestClient.builder()
			.baseUrl("http://127.0.0.1:" + port)
			.defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {
			})
			.build();
	}

	@BeforeEach
	void forgetRequests() {
		this.model.clearRequests();
	}

	@Test
	void answersFromTheDocuments() {
		assertThat(answer("How long does a parcel to other countries take?"))
			.isEqualTo("Parcels to other countries of Europe take three to five working days.");
		assertThat(this.model.requests()).extracting(ReceivedRequest::path)
			.containsExactly("/v1/embeddings", "/v1/chat/completions");
	}

	@Test
	void saysWhenTheDocumentsDoNotHelp() {
		assertThat(answer("Do you sell bicycles?")).contains("does not say anything about that");
	}

	@Test
	void looksUpOrderInTheCrm() {
		assertThat(answer("Where is my order A-1001?")).contains("status shipped", "carrier Nordpost");
		assertThat(this.model.requests()).extracting(ReceivedRequest::path)
			.containsExactly("/v1/embeddings", "/v1/chat/completions", "/v1/chat/completions");
	}

	@Test
	void saysThatThereIsNoSuchOrder() {
		assertThat(answer("Where is my order A-9999?")).contains("There is no order A-9999");
	}

	@Test
	void streamsAnswerInManyEvents() {
		List<JsonNode> events = stream("What does the warranty cover?");
		assertThat(events).hasSizeGreaterThan(10);
		assertThat(text(events)).startsWith("The warranty covers the electronics");
	}

	@Test
	void streamsAnswerThatNeedsTheCrm() {
		assertThat(text(stream("Where is my order A-1002?"))).contains("status being packed");
	}

	@Test
	void processesDocumentInThreeModelCalls() {
		ResponseEntity<String> response = this.client.post()
			.uri("/documents")
			.contentType(MediaType.TEXT_PLAIN)
			.body("<p>Dear   shop,</p>\n\nPage 1 of 2\nmy lamp is broken. I am disappointed. Send a new one.")
			.retrieve()
			.toEntity(String.class);
		JsonNode document = JSON.readTree(body(response));
		assertThat(document.path("text").asString())
			.isEqualTo("Dear shop,\nmy lamp is broken. I am disappointed. Send a new one.");
		assertThat(document.path("summary").asString()).isEqualTo("Dear shop, my lamp is broken. I am disappointed.");
		assertThat(document.path("label").asString()).isEqualTo("complaint");
		assertThat(this.model.requests()).hasSize(3)
			.extracting((request) -> request.header("X-Context-Id"))
			.containsOnly(document.path("contextId").asString())
			.doesNotContain(response.getHeaders().getFirst("X-Context-Id"));
	}

	@Test
	void processesDocumentSentAsJson() {
		ResponseEntity<String> response = post("/documents",
				Map.of("text", "The total amount of the invoice is due. Please pay."));
		assertThat(JSON.readTree(body(response)).path("label").asString()).isEqualTo("invoice");
	}

	@Test
	void tracesOneSessionUpToTheModel() {
		ResponseEntity<String> response = this.client.get()
			.uri("/chat/stream?message={message}", "Where is my order A-1001?")
			.header("X-Context-Id", "session-1")
			.retrieve()
			.toEntity(String.class);
		assertThat(response.getHeaders().getFirst("X-Context-Id")).isEqualTo("session-1");
		String traceId = response.getHeaders().getFirst("X-Trace-Id");
		assertThat(traceId).hasSize(32);
		assertThat(this.model.requests()).hasSize(3).allSatisfy((request) -> {
			assertThat(request.header("traceparent")).contains(traceId);
			assertThat(request.header("X-Context-Id")).isEqualTo("session-1");
		});
	}

	@Test
	void takesFeedbackOnAnAnswer() {
		JsonNode answer = JSON.readTree(body(chat("What does the warranty cover?")));
		assertThat(post("/context-trace/feedback",
				Map.of("requestId", answer.path("requestId").asString(), "name", "user_rating", "label", "helpful"))
			.getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
		assertThat(this.client.get().uri("/actuator/prometheus").retrieve().body(String.class))
			.containsPattern("context_trace_evaluation_results_total\\{.*helpful.*gen_ai_prompt_name=\"support\"")
			.containsPattern("context_trace_llm_cost_total\\{.*model=\"gpt-5-mini")
			.containsPattern("context_trace_llm_stage_duration_seconds_count\\{.*stage=\"before_model\"");
	}

	@ParameterizedTest
	@CsvSource({ "[fail],502", "[rate-limit],503", "[cut],502", "[mid-error],502", "[stall],504", "'',400" })
	void explainsFailure(String message, int status) {
		ResponseEntity<String> response = chat(message);
		assertThat(response.getStatusCode().value()).isEqualTo(status);
		assertThat(response.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(JSON.readTree(body(response)).path("detail").asString()).isNotEmpty();
	}

	@Test
	void passesOnWhenToTryAgain() {
		assertThat(chat("[rate-limit]").getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
	}

	@ParameterizedTest
	@CsvSource({ "[fail],502", "[rate-limit],503", "[cut],502", "[mid-error],502", "[stall],504" })
	void explainsFailureInStream(String message, int status) {
		List<JsonNode> events = stream(message + " What does the warranty cover?");
		assertThat(events).last().satisfies((event) -> {
			assertThat(event.path("status").asInt()).isEqualTo(status);
			assertThat(event.path("detail").asString()).isNotEmpty();
		});
	}

	@ParameterizedTest
	@CsvSource({ "/,Lamp support", "/app.js,X-Context-Id", "/style.css,body", "/actuator/health,UP",
			"/actuator/prometheus,jvm_memory" })
	void serves(String path, String content) {
		assertThat(this.client.get().uri(path).retrieve().body(String.class)).contains(content);
	}

	private String answer(String question) {
		return JSON.readTree(body(chat(question))).path("text").asString();
	}

	private ResponseEntity<String> chat(@Nullable String question) {
		return post("/chat", Map.of("message", (question != null) ? question : ""));
	}

	private ResponseEntity<String> post(String path, Map<String, String> body) {
		return this.client.post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.retrieve()
			.toEntity(String.class);
	}

	private List<JsonNode> stream(String question) {
		String events = this.client.get().uri("/chat/stream?message={message}", question).retrieve().body(String.class);
		return Stream.of(String.valueOf(events).split("\n", -1))
			.filter((line) -> line.startsWith("data:"))
			.map((line) -> JSON.readTree(line.substring("data:".length())))
			.toList();
	}

	private static String text(List<JsonNode> events) {
		StringBuilder text = new StringBuilder();
		events.forEach((event) -> text.append(event.path("text").asString("")));
		return text.toString();
	}

	private static String body(ResponseEntity<String> response) {
		return String.valueOf(response.getBody());
	}

}

package io.contexttrace.test.feedback;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.test.CapturedLogs;
import io.contexttrace.test.ModelServer;
import io.contexttrace.test.RecordedCalls;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Feedback finds the call that it is about, from the page of a chat or from an evaluator.
 */
class FeedbackTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String ENDPOINT = "/context-trace/feedback";

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final JsonMapper JSON = new JsonMapper();

	private static ModelServer model;

	private static ConfigurableApplicationContext application;

	private static RecordedCalls calls;

	private CapturedLogs log;

	@BeforeAll
	static void start() {
		model = ModelServer.builder().chunkDelay(Duration.ofMillis(2)).start();
		application = FeedbackApplication.run(model.url(), "context-trace.feedback.endpoint.enabled=true");
		calls = application.getBean(RecordedCalls.class);
	}

	@AfterAll
	static void stop() {
		application.close();
		model.close();
	}

	@BeforeEach
	void capture() {
		calls.clear();
		this.log = CapturedLogs.of("context-trace.evaluation");
	}

	@AfterEach
	void release() {
		this.log.close();
	}

	@Test
	void feedbackLandsOnTheCallAlsoAfterOthers() throws Exception {
		JsonNode answer = JSON.readTree(get("/chat", "What is a context?", "session-1"));
		get("/chat", "What is something else?", "session-1");
		get("/direct", "What is something else?", "session-1");
		LlmCall call = calls.await(3, TIMEOUT).get(0);
		assertThat(answer.get("requestId").stringValue()).isEqualTo(call.ids().requestId());
		assertThat(post("""
				{"requestId": "%s", "name": "user_rating", "score": 0.5, "label": "fair",
				"comment": "Mail me\\n\\"soon\\" at alice@example.com"}""".formatted(call.ids().requestId()))
			.statusCode()).isEqualTo(202);
		JsonNode record = records(1).get(0);
		assertThat(text(record, "event")).isEqualTo("gen_ai.evaluation.result");
		assertThat(text(record, "requestId")).isEqualTo(call.ids().requestId());
		assertThat(text(record, "parentRequestId")).isEqualTo(call.ids().parentRequestId());
		assertThat(text(record, "gen_ai.response.id")).isEqualTo(call.response().id());
		assertThat(text(record, "contextId")).isEqualTo("session-1");
		assertThat(text(record, "traceId")).isEqualTo(call.ids().traceId());
		assertThat(text(record, "spanId")).isEqualTo(call.ids().spanId());
		assertThat(text(record, "gen_ai.evaluation.explanation")).startsWith("Mail me\n\"soon\" at ")
			.doesNotContain("alice");
		assertThat(record.get("gen_ai.evaluation.score.value").doubleValue()).isEqualTo(0.5);
		assertThat(record.at("/redactions/email").intValue()).isEqualTo(1);
		assertThat(text(record, "gen_ai.prompt.variant")).isEqualTo("b");
		assertThat(this.log.all()).singleElement()
			.satisfies((event) -> assertThat(event.getMDCPropertyMap()).isEmpty())
			.satisfies((event) -> assertThat(event.getFormattedMessage()).doesNotContain("\n", "alice"));
	}

	@Test
	void scoresAreScrapedByModelAndPrompt() throws Exception {
		String requestId = text(JSON.readTree(get("/chat", "What is a context?", "session-2")), "requestId");
		post("{\"requestId\":\"" + requestId + "\",\"name\":\"scraped\",\"score\":0.75,\"label\":\"up\"}");
		String tags = "{gen_ai_evaluation_name=\"scraped\",%sgen_ai_prompt_name=\"order-help\","
				+ "gen_ai_prompt_variant=\"b\",gen_ai_prompt_version=\"3\",gen_ai_request_model=\"test-model\","
				+ "gen_ai_response_model=\"" + calls.await(1, TIMEOUT).get(0).response().model()
				+ "\",source=\"user\"} ";
		String scrape = get("/actuator/prometheus", "", "none");
		assertThat(scrape).contains("context_trace_evaluation_score_sum" + tags.formatted("") + "0.75")
			.contains("context_trace_evaluation_results_total" + tags.formatted("gen_ai_evaluation_score_label=\"up\",")
					+ "1.0");
		assertThat(scrape.lines().filter((line) -> line.contains("evaluation")))
			.noneMatch((line) -> line.contains(requestId) || line.contains("session-2"));
	}

	@Test
	void usersCallStandsForItsLastRound() throws Exception {
		JsonNode answer = JSON.readTree(get("/chat", "Where is order A-1001?", "session-3"));
		List<LlmCall> rounds = calls.await(3, TIMEOUT)
			.stream()
			.filter((call) -> call.request().operation().equals("chat"))
			.toList();
		assertThat(text(answer, "requestId")).isEqualTo(rounds.get(1).ids().requestId());
		assertThat(text(answer, "userCall")).isEqualTo(rounds.get(1).ids().parentRequestId());
		post("{\"requestId\":\"" + text(answer, "userCall") + "\",\"name\":\"user_rating\",\"label\":\"up\"}");
		assertThat(text(records(1).get(0), "requestId")).isEqualTo(rounds.get(1).ids().requestId());
	}

	@Test
	void everyChunkOfAStreamKnowsItsIds() throws Exception {
		JsonNode chunks = JSON.readTree(get("/stream", "What is a context?", "session-4"));
		LlmCall call = calls.await(1, TIMEOUT).get(0);
		assertThat(chunks.size()).isGreaterThan(2);
		assertThat(chunks.valueStream().map((chunk) -> text(chunk, "requestId"))).containsOnly(call.ids().requestId());
		post("{\"requestId\":\"" + call.ids().requestId() + "\",\"name\":\"user_rating\",\"label\":\"up\"}");
		JsonNode record = records(1).get(0);
		assertThat(text(record, "gen_ai.prompt.version")).isEqualTo("4");
		assertThat(record.has("gen_ai.prompt.variant")).isFalse();
	}

	@Test
	void modelWithoutAChatClientIsFoundByTheIdOfItsAnswer() throws Exception {
		String responseId = text(JSON.readTree(get("/direct", "What is a context?", "session-5")), "responseId");
		post("{\"responseId\":\"" + responseId + "\",\"name\":\"user_rating\",\"score\":1}");
		JsonNode record = records(1).get(0);
		assertThat(text(record, "requestId")).isEqualTo(calls.await(1, TIMEOUT).get(0).ids().requestId());
		assertThat(text(record, "gen_ai.prompt.name")).isEqualTo("direct");
	}

	@Test
	void contextIsJudgedAsAWhole() throws Exception {
		get("/chat", "What is a context?", "session-6");
		post("{\"contextId\":\"session-6\",\"name\":\"user_rating\",\"score\":1}");
		JsonNode record = records(1).get(0);
		assertThat(text(record, "contextId")).isEqualTo("session-6");
		assertThat(text(record, "gen_ai.request.model")).isEqualTo("test-model");
		assertThat(record.has("requestId")).isFalse();
	}

	@Test
	void unknownCallIsRecordedAllTheSame() throws Exception {
		assertThat(post("{\"requestId\":\"long-ago\",\"name\":\"user_rating\",\"score\":1}").statusCode())
			.isEqualTo(202);
		JsonNode record = records(1).get(0);
		assertThat(text(record, "requestId")).isEqualTo("long-ago");
		assertThat(record.has("gen_ai.request.model")).isFalse();
	}

	@Test
	void evaluatorsJudgeTheAnswerAndNotThemselves() throws Exception {
		JsonNode answer = JSON.readTree(get("/judged", "How do I get a refund?", "session-7"));
		List<LlmCall> made = calls.await(3, TIMEOUT);
		assertThat(made).extracting((call) -> call.request().prompt().name())
			.containsExactly("order-help", "evaluation/relevance", "evaluation/facts");
		List<JsonNode> records = records(2);
		assertThat(records).extracting((record) -> text(record, "gen_ai.evaluation.name"))
			.containsExactly("relevance", "facts");
		assertThat(records).allSatisfy((record) -> {
			assertThat(text(record, "requestId")).isEqualTo(text(answer, "requestId"))
				.isEqualTo(made.get(0).ids().requestId());
			assertThat(text(record, "source")).isEqualTo("evaluator");
			assertThat(text(record, "gen_ai.evaluation.score.label")).isEqualTo("pass");
			assertThat(record.get("gen_ai.evaluation.score.value").doubleValue()).isEqualTo(1);
			assertThat(text(record, "gen_ai.prompt.name")).isEqualTo("order-help");
		});
		post("{\"contextId\":\"session-7\",\"name\":\"user_rating\",\"score\":1}");
		assertThat(text(records(3).get(2), "gen_ai.prompt.name")).isEqualTo("order-help");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			400 | {"name":"n","score":1,"requestId":"a hostile id"}    | The request id is not one.
			400 | {"name":"n","score":1,"hostile":1}                   | There is a field that feedback does not have.
			400 | hostile                                              | The body is not valid JSON.
			400 | {"name":"n","requestId":"r"}                         | A score, a label or a comment is needed.
			""")
	void badFeedbackIsExplainedWithoutItsText(int status, String body, String detail) throws Exception {
		HttpResponse<String> response = post(body);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
		assertThat(JSON.readTree(response.body()).get("detail").stringValue()).isEqualTo(detail);
		assertThat(response.body()).doesNotContain("hostile");
	}

	@Test
	void largeBodiesAndOtherTypesAreRefused() throws Exception {
		String valid = "{\"requestId\":\"r\",\"name\":\"n\",\"score\":1}";
		assertThat(post(valid + " ".repeat(40_000)).statusCode()).isEqualTo(413);
		assertThat(send(
				request(ENDPOINT).header("Content-Type", "text/plain").POST(HttpRequest.BodyPublishers.ofString(valid)))
			.statusCode()).isEqualTo(415);
		assertThat(send(request(ENDPOINT).GET()).statusCode()).isEqualTo(404);
	}

	@Test
	void endpointIsNotThereUnlessItIsSwitchedOn() throws Exception {
		try (ConfigurableApplicationContext plain = FeedbackApplication.run(model.url())) {
			int port = plain.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + ENDPOINT))
				.header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString("{}"))
				.build();
			assertThat(send(request).statusCode()).isEqualTo(404);
		}
	}

	private List<JsonNode> records(int count) {
		Awaitility.await().atMost(TIMEOUT).until(() -> this.log.all().size() >= count);
		return this.log.all().stream().map(ILoggingEvent::getFormattedMessage).map(JSON::readTree).toList();
	}

	private static String text(JsonNode json, String field) {
		return json.path(field).asString("absent");
	}

	private static String get(String path, String message, String contextId) throws Exception {
		String query = "?message=" + URLEncoder.encode(message, StandardCharsets.UTF_8);
		return send(request(path + query).header("X-Context-Id", contextId).GET()).body();
	}

	private static HttpResponse<String> post(String body) throws Exception {
		return send(request(ENDPOINT).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	private static HttpRequest.Builder request(String path) {
		int port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return send(request.build());
	}

	private static HttpResponse<String> send(HttpRequest request) throws Exception {
		return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
	}

}

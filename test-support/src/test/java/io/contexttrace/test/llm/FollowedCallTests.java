package io.contexttrace.test.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.Prompt;
import io.contexttrace.ai.ModelCallAdvisor;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.llm.Stage;
import io.contexttrace.test.CapturedLogs;
import io.contexttrace.test.ReceivedRequest;
import io.contexttrace.test.RecordedCalls;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.AdvisorChain;
import org.springframework.ai.chat.client.advisor.api.BaseAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.document.Document;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.tool.annotation.Tool;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A user's call from its start to its end: what leads to the model, what the tools see,
 * and what the record says of it.
 */
class FollowedCallTests {

	private static FollowedApplication app;

	@BeforeAll
	static void start() {
		app = FollowedApplication.start();
	}

	@AfterAll
	static void stop() {
		app.close();
	}

	@BeforeEach
	void forget() {
		app.forget();
		app.orders().held.clear();
	}

	@AfterEach
	void nothingIsHeld() {
		app.assertNothingHeld();
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream" })
	void tellsHowLongEachStageTook(String path) {
		app.ask(path, app.client().prompt("What is a context?"));
		LlmCall.Timing timing = app.onlyCall().timing();
		assertThat(timing.stages()).containsKeys(Stage.BEFORE_MODEL, Stage.AFTER_MODEL)
			.doesNotContainKey(Stage.TOOLS)
			.containsEntry(Stage.MODEL, timing.duration());
		assertThat(timing.stages().get(Stage.FIRST_CHUNK)).isEqualTo(timing.timeToFirstChunk());
		assertThat(timing.timeToFirstChunk() != null).isEqualTo(path.equals("stream"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream" })
	void tellsTheTimeOfToolsFromThatOfTheModel(String path) {
		app.ask(path, app.client().prompt("[two-rounds] Where is order A-1001?").tools(app.orders()));
		List<LlmCall> rounds = app.calls(3);
		assertThat(rounds.get(0).timing().stages()).containsKeys(Stage.BEFORE_MODEL)
			.doesNotContainKeys(Stage.TOOLS, Stage.AFTER_MODEL);
		assertThat(rounds.get(1).timing().stages()).containsKeys(Stage.BEFORE_MODEL, Stage.TOOLS)
			.doesNotContainKey(Stage.AFTER_MODEL);
		assertThat(rounds.get(2).timing().stages()).containsKeys(Stage.BEFORE_MODEL, Stage.TOOLS, Stage.AFTER_MODEL);
		assertThat(rounds.get(1).timing().stages().get(Stage.TOOLS)).isPositive();
		assertThat(rounds).extracting((call) -> call.ids().parentRequestId())
			.doesNotContainNull()
			.containsOnly(rounds.get(0).ids().parentRequestId());
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream" })
	void aToolWhoseResultIsTheAnswerIsNotPartOfTheTimeAfterTheModel(String path) {
		app.ask(path, app.client().prompt("Where is order A-1001?").tools(new AnsweringDirectly()));
		assertThat(app.onlyCall().timing().stages()).containsKeys(Stage.TOOLS, Stage.AFTER_MODEL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream" })
	void toolsWorkUnderTheIdsOfTheUsersCall(String path) {
		try (CapturedLogs logs = CapturedLogs.of(FollowedApplication.Orders.class.getName())) {
			app.inContext(() -> app.ask(path,
					app.client()
						.prompt("Where is order A-1001?")
						.tools(app.orders())
						.advisors((advisors) -> advisors.param(ChatMemory.CONVERSATION_ID, "talk"))));
			List<LlmCall> rounds = app.calls(2);
			ContextSnapshot held = app.orders().held.get(0);
			assertThat(held.context()).isEqualTo(FollowedApplication.CONTEXT);
			assertThat(held.userCall().requestId()).isEqualTo(rounds.get(0).ids().parentRequestId());
			assertThat(held.userCall().conversationId()).isEqualTo("talk");
			assertThat(rounds).extracting((call) -> call.ids().conversationId()).containsOnly("talk");
			ILoggingEvent line = logs.containing("looked up A-1001").get(0);
			assertThat(line.getMDCPropertyMap()).containsEntry("contextId", "followed")
				.containsEntry("traceId", rounds.get(0).ids().traceId());
			ReceivedRequest request = outgoing();
			assertThat(request.header("X-Context-Id")).isEqualTo("followed");
			assertThat(request.header("traceparent")).contains(rounds.get(0).ids().traceId());
			assertThat(parentOf(spanOf(request)).getName()).isEqualTo("execute_tool order");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream" })
	void namesThePromptTemplateOfTheParameterBeforeThatOfTheThread(String path) {
		Prompt ofThread = new Prompt("answer", "1", null);
		Prompt ofCall = new Prompt("answer", "2", "b");
		try (CurrentContext.Scope scope = app.bean(CurrentContext.class).open(ofThread)) {
			app.ask(path, app.client().prompt("first?"));
			app.ask(path,
					app.client()
						.prompt("second?")
						.advisors((advisors) -> advisors.param(ModelCallAdvisor.PROMPT, ofCall)));
		}
		assertThat(app.calls(2)).extracting((call) -> call.request().prompt()).containsExactly(ofThread, ofCall);
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream" })
	void recordsAllParametersThatAreSet(String path) {
		OpenAiChatOptions.Builder options = OpenAiChatOptions.builder()
			.temperature(0.5)
			.topP(0.25)
			.maxCompletionTokens(99)
			.stop(List.of("END"))
			.frequencyPenalty(0.1)
			.presencePenalty(0.2)
			.seed(7)
			.n(1)
			.toolChoice("auto")
			.reasoningEffort("low")
			.responseFormat(
					OpenAiChatModel.ResponseFormat.builder().type(OpenAiChatModel.ResponseFormat.Type.TEXT).build());
		app.ask(path, app.client().prompt("ok?").options(options).tools(app.orders()));
		assertThat(app.onlyCall().request().parameters())
			.containsAllEntriesOf(Map.ofEntries(Map.entry("temperature", 0.5), Map.entry("topP", 0.25),
					Map.entry("maxCompletionTokens", 99), Map.entry("stopSequences", List.of("END")),
					Map.entry("frequencyPenalty", 0.1), Map.entry("presencePenalty", 0.2), Map.entry("seed", 7),
					Map.entry("n", 1), Map.entry("toolChoice", "auto"), Map.entry("reasoningEffort", "low"),
					Map.entry("responseFormat", "text"), Map.entry("tools", List.of("order"))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream" })
	void recordsWhatWasSaidWithToolCallsAndTheirResults(String path) {
		app.ask(path, app.client().prompt("Where is order A-1001?").system("Be kind.").tools(app.orders()));
		app.calls(2);
		List<LlmRecord> rounds = app.bean(RecordedCalls.class).records();
		LlmContent.ToolCall wanted = rounds.get(0).content().output().get(0).toolCalls().get(0);
		assertThat(wanted.name()).isEqualTo("order");
		assertThat(wanted.arguments().value()).contains("A-1001");
		List<LlmContent.Message> input = rounds.get(1).content().input();
		assertThat(input).extracting(LlmContent.Message::role).containsExactly("system", "user", "assistant", "tool");
		assertThat(input.get(2).toolCalls()).containsExactly(wanted);
		assertThat(input.get(3).toolCall()).isEqualTo(new LlmContent.ToolCall(wanted.id(), "order", null));
		assertThat(input.get(3).text().value()).contains("shipped");
		assertThat(rounds.get(1).content().output().get(0).text().value()).contains("shipped");
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream" })
	void recordsEachOfSeveralAnswers(String path) {
		app.ask(path, app.client().prompt("[echo] one two three").options(OpenAiChatOptions.builder().n(2)));
		assertThat(app.onlyRecord().content().output()).hasSize(2)
			.allSatisfy((message) -> assertThat(message.text().value()).isEqualTo("one two three"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream" })
	void recordsWhichDocumentsWereRetrieved(String path) {
		app.ask(path, app.client().prompt("What is a context?").advisors(new Retrieval(new ArrayList<>())));
		assertThat(app.onlyRecord().content().documents()).containsExactly(new LlmContent.Document("d1", 0.75),
				new LlmContent.Document("d2", null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream" })
	void advisorsWorkForTheUsersCall(String path) {
		List<ContextSnapshot> held = new ArrayList<>();
		app.inContext(() -> app.ask(path, app.client().prompt("What is a context?").advisors(new Retrieval(held))));
		assertThat(held).singleElement().satisfies((snapshot) -> {
			assertThat(snapshot.context()).isEqualTo(FollowedApplication.CONTEXT);
			assertThat(snapshot.userCall().requestId()).isEqualTo(app.onlyCall().ids().parentRequestId());
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream" })
	void aModelThatAToolAsksDirectlyBelongsToTheUsersCall(String path) {
		app.ask(path, app.client().prompt("Where is order A-1001?").tools(new AskingDirectly(app.chatModel())));
		assertThat(app.calls(3)).extracting((call) -> call.ids().parentRequestId())
			.doesNotContainNull()
			.containsOnly(app.calls(3).get(0).ids().parentRequestId());
		assertThat(app.calls(3)).filteredOn((call) -> !call.timing().stages().containsKey(Stage.BEFORE_MODEL))
			.hasSize(1);
	}

	@Test
	void aCallInsideAToolIsAnotherCallOfTheUser() {
		ChatClient inner = app.client();
		app.ask("call", app.client().prompt("Where is order A-1001?").tools(new Asking(inner)));
		List<LlmCall> calls = app.calls(3);
		Map<String, List<LlmCall>> byUserCall = calls.stream()
			.collect(Collectors.groupingBy((call) -> call.ids().parentRequestId()));
		assertThat(byUserCall.values()).extracting(List::size).containsExactlyInAnyOrder(1, 2);
	}

	private static ReceivedRequest outgoing() {
		return app.model().requests().stream().filter((request) -> request.path().endsWith("/orders")).findAny().get();
	}

	private static SpanData spanOf(ReceivedRequest request) {
		String spanId = request.header("traceparent").split("-", -1)[2];
		return span(spanId);
	}

	private static SpanData parentOf(SpanData span) {
		return span(span.getParentSpanId());
	}

	private static SpanData span(String spanId) {
		return app.bean(FollowedApplication.EndedSpans.class).spans.stream()
			.filter((span) -> span.getSpanId().equals(spanId))
			.findAny()
			.get();
	}

	/**
	 * Leaves documents behind where Spring AI's advisors leave them.
	 */
	private record Retrieval(List<ContextSnapshot> held) implements BaseAdvisor {

		@Override
		public ChatClientRequest before(ChatClientRequest request, AdvisorChain chain) {
			this.held.add(CurrentContext.capture());
			return request.mutate()
				.context("qa_retrieved_documents",
						List.of(Document.builder().id("d1").text("secret").score(0.75).build(),
								Document.builder().id("d2").text("secret").build()))
				.build();
		}

		@Override
		public ChatClientResponse after(ChatClientResponse response, AdvisorChain chain) {
			return response;
		}

		@Override
		public int getOrder() {
			return 0;
		}

	}

	/**
	 * A tool whose result is the answer.
	 */
	record AnsweringDirectly() {

		@Tool(description = "Looks up an order", returnDirect = true)
		String order(String orderId) {
			return "shipped";
		}

	}

	/**
	 * A tool that asks a model without a chat client.
	 */
	record AskingDirectly(OpenAiChatModel model) {

		@Tool(description = "Looks up an order")
		String order(String orderId) {
			return this.model.call("[echo] inner");
		}

	}

	/**
	 * A tool that asks a model itself.
	 */
	record Asking(ChatClient client) {

		@Tool(description = "Looks up an order")
		String order(String orderId) {
			return this.client.prompt("[echo] inner").call().content();
		}

	}

}

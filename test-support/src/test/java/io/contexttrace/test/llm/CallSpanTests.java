package io.contexttrace.test.llm;

import java.util.List;

import io.contexttrace.Prompt;
import io.contexttrace.ai.ModelCallAdvisor;
import io.contexttrace.llm.LlmCall;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.ai.chat.memory.ChatMemory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What spans say of a call: the numbers and ids of its record, and nothing of what was
 * said.
 */
class CallSpanTests {

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
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream" })
	void theModelsSpanBearsTheIdsAndStagesOfTheRecord(String path) {
		ask(path);
		List<LlmCall> rounds = app.calls(2);
		SpanData second = span("chat test-model", rounds.get(1).ids().spanId());
		assertThat(text(second, "context_trace.request_id")).isEqualTo(rounds.get(1).ids().requestId());
		assertThat(text(second, "context_trace.parent_request_id")).isEqualTo(rounds.get(1).ids().parentRequestId());
		assertThat(text(second, "gen_ai.conversation.id")).isEqualTo("talk");
		assertThat(text(second, "gen_ai.prompt.name")).isEqualTo("answer");
		assertThat(text(second, "gen_ai.prompt.version")).isEqualTo("7");
		assertThat(seconds(second, "context_trace.stage.before_model")).isNotNegative();
		assertThat(seconds(second, "context_trace.stage.tools")).isPositive();
		assertThat(seconds(second, "context_trace.stage.model")).isPositive();
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream" })
	void theClientsSpanSumsUpTheRounds(String path) {
		ask(path);
		LlmCall call = app.calls(2).get(1);
		SpanData client = Awaitility.await()
			.until(() -> app.bean(FollowedApplication.EndedSpans.class).named("spring_ai chat_client"),
					(spans) -> spans.size() == 1)
			.get(0);
		assertThat(text(client, "context_trace.request_id")).isEqualTo(call.ids().parentRequestId());
		assertThat(seconds(client, "context_trace.stage.before_model")).isPositive();
		assertThat(seconds(client, "context_trace.stage.tools")).isPositive();
		assertThat(seconds(client, "context_trace.stage.model")).isPositive();
		assertThat(seconds(client, "context_trace.stage.after_model")).isPositive();
		assertThat(text(client, "gen_ai.usage.cache_read.input_tokens")).isEqualTo("256");
		assertThat(text(client, "gen_ai.usage.reasoning.output_tokens")).isEqualTo("128");
		assertThat(text(client, "gen_ai.response.time_to_first_chunk") != null).isEqualTo(path.equals("stream"));
	}

	@Test
	void theToolsSpanBearsTheIdOfTheUsersCall() {
		ask("call");
		String parent = app.calls(2).get(0).ids().parentRequestId();
		assertThat(app.bean(FollowedApplication.EndedSpans.class).named("execute_tool")).singleElement()
			.satisfies((span) -> assertThat(text(span, "context_trace.parent_request_id")).isEqualTo(parent));
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream" })
	void spansSayNothingOfWhatWasSaid(String path) {
		ask(path);
		app.calls(2);
		assertThat(app.bean(FollowedApplication.EndedSpans.class).spans).isNotEmpty()
			.allSatisfy((span) -> assertThat(span.getAttributes().toString()).doesNotContain("A-7777", "shipped"));
	}

	private static void ask(String path) {
		app.ask(path,
				app.client()
					.prompt("[reasoning] Where is order A-7777?")
					.system("Be kind. ".repeat(100))
					.tools(app.orders())
					.advisors((advisors) -> advisors.param(ChatMemory.CONVERSATION_ID, "talk")
						.param(ModelCallAdvisor.PROMPT, new Prompt("answer", "7", null))));
	}

	// in a stream the record can be there a moment before the span has ended
	private static SpanData span(String name, String spanId) {
		return Awaitility.await()
			.until(() -> app.bean(FollowedApplication.EndedSpans.class)
				.named(name)
				.stream()
				.filter((span) -> span.getSpanId().equals(spanId))
				.toList(), (spans) -> spans.size() == 1)
			.get(0);
	}

	private static String text(SpanData span, String key) {
		return span.getAttributes().get(AttributeKey.stringKey(key));
	}

	private static double seconds(SpanData span, String key) {
		return Double.parseDouble(text(span, key));
	}

}

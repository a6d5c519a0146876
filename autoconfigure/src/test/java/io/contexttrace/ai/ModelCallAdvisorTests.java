package io.contexttrace.ai;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextListener;
import io.contexttrace.CurrentContext;
import io.contexttrace.Step;
import io.contexttrace.llm.ContentCapture;
import io.contexttrace.llm.FinishedCall;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallRecorder;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.Pricing;
import io.contexttrace.llm.Stage;
import io.contexttrace.propagation.ObservationSpans;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The advisors before a model that nobody observes, and that does as it likes.
 */
class ModelCallAdvisorTests {

	private static final BusinessContext CONTEXT = BusinessContext.of(new ContextId("a"), "session");

	private final CurrentContext contexts = new CurrentContext(List.of());

	private final List<LlmCall> recorded = new ArrayList<>();

	private final Map<String, LlmContent> said = new HashMap<>();

	private ModelCalls calls = calls(new ContextListener() {
	});

	private ModelRequestMarker marker = ModelRequestMarker.all(List.of());

	@AfterEach
	void nothingIsLeftUnderWay() {
		assertThat(this.calls.size()).isZero();
		assertThat(CurrentContext.capture().isEmpty()).isTrue();
	}

	@Test
	void recordsACallUnderItsContext() {
		String answer = under(CONTEXT,
				() -> client((prompt) -> Flux.just(answer("yes", "STOP"))).prompt("ok?")
					.advisors((advisors) -> advisors.param(ChatMemory.CONVERSATION_ID, "talk"))
					.call()
					.content());
		assertThat(answer).isEqualTo("yes");
		assertThat(this.recorded).singleElement().satisfies((call) -> {
			assertThat(call.context()).isEqualTo(CONTEXT);
			assertThat(call.ids().conversationId()).isEqualTo("talk");
			assertThat(call.ids().parentRequestId()).isNotNull();
			assertThat(call.response().finishReasons()).containsExactly("stop");
			assertThat(call.response().usage().isReported()).isFalse();
			assertThat(content(call).output().get(0).text().value()).isEqualTo("yes");
		});
	}

	@Test
	void givesTheThreadTheRequestIdOnlyDuringTheCall() {
		List<String> seen = new ArrayList<>();
		client((prompt) -> {
			seen.add(CurrentContext.capture().requestId());
			return Flux.just(answer("yes", "STOP"));
		}).prompt("ok?").call().content();
		assertThat(seen).containsExactly(this.recorded.get(0).ids().requestId());
	}

	@Test
	void recordsAStreamWithItsChunks() {
		List<String> chunks = under(CONTEXT,
				() -> client((prompt) -> Flux.just(answer("a", null), answer("b", null), answer("", "STOP")))
					.prompt("ok?")
					.stream()
					.content()
					.collectList()
					.block(Duration.ofSeconds(10)));
		assertThat(String.join("", chunks)).isEqualTo("ab");
		assertThat(this.recorded).singleElement().satisfies((call) -> {
			assertThat(call.context()).isEqualTo(CONTEXT);
			assertThat(call.timing().chunks()).isEqualTo(3);
			assertThat(content(call).output().get(0).text().value()).isEqualTo("ab");
		});
	}

	@Test
	void streamsThatRunThroughOneAnotherKeepTheirOwnContexts() {
		ChatClient client = client((prompt) -> Flux.interval(Duration.ofMillis(1))
			.take(20)
			.map((i) -> answer("x", (i == 19) ? "STOP" : null)));
		List<Flux<String>> streams = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			BusinessContext context = BusinessContext.of(new ContextId("c" + i), "session");
			String question = "question " + i;
			streams.add(Flux.defer(() -> under(context, () -> client.prompt(question).stream().content()))
				.contextWrite((view) -> view.put("io.contexttrace", this.contexts.snapshot(context, null))));
		}
		Flux.merge(streams).blockLast(Duration.ofSeconds(20));
		assertThat(this.recorded).hasSize(20)
			.allSatisfy((call) -> assertThat(content(call).input().get(0).text().value())
				.isEqualTo("question " + call.context().id().value().substring(1)));
	}

	@Test
	void advisorsThatAreThereTwiceRecordACallOnce() {
		ChatClient client = ChatClient.builder(new FakeModel((prompt) -> Flux.just(answer("yes", "STOP"))))
			.defaultAdvisors(new UserCallAdvisor(this.calls), new ModelCallAdvisor(this.calls, this.marker))
			.defaultAdvisors(new UserCallAdvisor(this.calls), new ModelCallAdvisor(this.calls, this.marker))
			.build();
		client.prompt("ok?").call().content();
		assertThat(this.recorded).hasSize(1);
		client.prompt("ok?").stream().content().blockLast(Duration.ofSeconds(10));
		assertThat(this.recorded).hasSize(2);
	}

	@Test
	void aCallInsideACallIsRecordedForItself() {
		ChatClient inner = client((prompt) -> Flux.just(answer("inner", "STOP")));
		String answer = client((prompt) -> Flux.just(answer(inner.prompt("inner?").call().content(), "STOP")))
			.prompt("outer?")
			.call()
			.content();
		assertThat(answer).isEqualTo("inner");
		assertThat(this.recorded).extracting((call) -> content(call).input().get(0).text().value())
			.containsExactly("inner?", "outer?");
		assertThat(this.recorded).extracting((call) -> call.ids().parentRequestId()).doesNotHaveDuplicates();
	}

	@Test
	void aContextThatComesBackDoesNotHideTheNextCall() {
		ChatClient client = client((prompt) -> Flux.just(answer("yes", "STOP")));
		Map<String, Object> used = client.prompt("first?").call().chatClientResponse().context();
		client.prompt("second?").advisors((advisors) -> advisors.params(used)).call().content();
		assertThat(this.recorded).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void anAdvisorThatAsksInItsOwnNameLosesAndDoublesNothing(boolean stream) {
		ChatClient client = client((prompt) -> Flux.error(new IllegalStateException("broken"))).mutate()
			.defaultAdvisors(new Forgetful())
			.build();
		ChatClient.ChatClientRequestSpec request = client.prompt("ok?");
		assertThatIllegalStateException().isThrownBy(() -> ask(request, stream)).withMessage("broken");
		assertThat(this.recorded).singleElement().satisfies((call) -> {
			assertThat(call.outcome().errorStage()).isEqualTo(Stage.MODEL);
			assertThat(call.ids().parentRequestId()).isNotNull();
			assertThat(call.timing().stages()).containsKeys(Stage.BEFORE_MODEL, Stage.AFTER_MODEL);
		});
	}

	@Test
	void anAdvisorThatAnswersWithNothingLeavesNothingUnderWay() {
		ChatClient client = client((prompt) -> Flux.just(answer("yes", "STOP"))).mutate()
			.defaultAdvisors(new Silent())
			.build();
		ChatClient.CallResponseSpec response = client.prompt("ok?").call();
		Object converted = response.entity(RecordedOutputConverter.of(Map.class));
		assertThat(converted).isNull();
		assertThat(this.calls.size()).isZero();
	}

	@Test
	void anAnswerWhoseThreadIsGoneIsRecordedWithTheNextCall() throws Exception {
		ChatClient client = client((prompt) -> Flux.just(answer("{}", "STOP")));
		RecordedOutputConverter<?> converter = RecordedOutputConverter.of(Map.class);
		Thread thread = new Thread(() -> client.prompt("ok? " + converter.getFormat()).call().content());
		thread.start();
		thread.join();
		assertThat(this.recorded).isEmpty();
		client.prompt("next?").call().content();
		assertThat(this.recorded).hasSize(2)
			.allSatisfy((call) -> assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.OK));
	}

	@Test
	void recordsAFailureAndLetsItThrough() {
		ChatClient client = client((prompt) -> Flux.error(new TimeoutException("too slow")));
		assertThatThrownBy(() -> client.prompt("ok?").call().content()).hasRootCauseInstanceOf(TimeoutException.class);
		assertThat(this.recorded).singleElement()
			.satisfies((call) -> assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.TIMEOUT));
	}

	@Test
	void recordsAStreamThatFailedInTheMiddle() {
		ChatClient client = client((prompt) -> Flux.concat(Flux.just(answer("half", null)),
				Flux.error(new IllegalStateException("broken"))));
		assertThatIllegalStateException()
			.isThrownBy(() -> client.prompt("ok?").stream().content().blockLast(Duration.ofSeconds(10)));
		assertThat(this.recorded).singleElement().satisfies((call) -> {
			assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.ERROR);
			assertThat(call.outcome().errorType()).isEqualTo(IllegalStateException.class.getName());
			assertThat(content(call).output().get(0).text().value()).isEqualTo("half");
		});
	}

	@Test
	void recordsAStreamThatTheReaderLeft() {
		client((prompt) -> Flux.just(answer("half", null)).concatWith(Flux.never())).prompt("ok?")
			.stream()
			.content()
			.blockFirst(Duration.ofSeconds(10));
		assertThat(this.recorded).singleElement().satisfies((call) -> {
			assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.CANCELLED);
			assertThat(content(call).output().get(0).text().value()).isEqualTo("half");
		});
	}

	@Test
	void anAnswerThatCannotBeReadStillReachesTheCaller() {
		Generation unreadable = new Generation(new AssistantMessage("yes"), ChatGenerationMetadata.NULL) {

			@Override
			public ChatGenerationMetadata getMetadata() {
				throw new IllegalStateException("unreadable");
			}

		};
		String answer = client((prompt) -> Flux.just(new ChatResponse(List.of(unreadable)))).prompt("ok?")
			.call()
			.content();
		assertThat(answer).isEqualTo("yes");
		assertThat(this.recorded).hasSize(1);
	}

	@Test
	void aMarkerThatThrowsDoesNotDisturbTheStream() {
		this.marker = (prompt, requestId) -> {
			throw new IllegalStateException("broken");
		};
		assertThat(client((prompt) -> Flux.just(answer("yes", "STOP"))).prompt("ok?")
			.stream()
			.content()
			.blockLast(Duration.ofSeconds(10))).isEqualTo("yes");
		assertThat(this.recorded).hasSize(1);
	}

	@Test
	void aConversationThatCannotSayWhoItIsDoesNotDisturbTheCall() {
		Object silent = new Object() {

			@Override
			public String toString() {
				throw new IllegalStateException("broken");
			}

		};
		String answer = client((prompt) -> Flux.just(answer("yes", "STOP"))).prompt("ok?")
			.advisors((advisors) -> advisors.param(ChatMemory.CONVERSATION_ID, silent))
			.call()
			.content();
		assertThat(answer).isEqualTo("yes");
		assertThat(this.recorded).singleElement().satisfies((call) -> assertThat(call.ids().conversationId()).isNull());
	}

	@Test
	void whoHearsOfTheCallCannotDisturbIt() {
		this.calls = calls(new ContextListener() {

			@Override
			public void finished(Step step) {
				throw new IllegalStateException("broken");
			}

		});
		assertThat(under(CONTEXT,
				() -> client((prompt) -> Flux.just(answer("yes", "STOP"))).prompt("ok?").call().content()))
			.isEqualTo("yes");
	}

	private static String ask(ChatClient.ChatClientRequestSpec request, boolean stream) {
		return stream ? request.stream().content().blockLast(Duration.ofSeconds(10)) : request.call().content();
	}

	private ModelCalls calls(ContextListener steps) {
		return new ModelCalls(this.contexts,
				() -> new LlmCallRecorder(List.of(this.recorded::add), steps, Pricing.unknown(), (finished) -> {
					keep(finished);
					throw new IllegalStateException("nobody takes it");
				}), ContentCapture.FULL, ObservationSpans.none());

	}

	private ChatClient client(Function<Prompt, Flux<ChatResponse>> model) {
		return ChatClient.builder(new FakeModel(model))
			.defaultAdvisors(new UserCallAdvisor(this.calls), new ModelCallAdvisor(this.calls, this.marker))
			.build();
	}

	private <T> T under(BusinessContext context, Supplier<T> work) {
		try (CurrentContext.Scope scope = this.contexts.open(context)) {
			return work.get();
		}
	}

	private static ChatResponse answer(String text, String finishReason) {
		return new ChatResponse(List.of(new Generation(new AssistantMessage(text),
				ChatGenerationMetadata.builder().finishReason(finishReason).build())));
	}

	private void keep(FinishedCall finished) {
		this.said.put(finished.call().ids().requestId(), finished.raw().content());
	}

	private LlmContent content(LlmCall call) {
		return this.said.get(call.ids().requestId());
	}

	/**
	 * An advisor whose request has nothing of the one that it was given but the prompt.
	 */
	private record Forgetful() implements CallAdvisor, StreamAdvisor {

		@Override
		public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
			return chain.nextCall(new ChatClientRequest(request.prompt(), new HashMap<>()));
		}

		@Override
		public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
			return chain.nextStream(new ChatClientRequest(request.prompt(), new HashMap<>()));
		}

		@Override
		public String getName() {
			return "forgetful";
		}

		@Override
		public int getOrder() {
			return 0;
		}

	}

	/**
	 * An advisor that gives no answer, and asks nobody for one.
	 */
	private record Silent() implements CallAdvisor {

		@Override
		public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
			return null;
		}

		@Override
		public String getName() {
			return "silent";
		}

		@Override
		public int getOrder() {
			return 0;
		}

	}

	/**
	 * A model that answers as it is told.
	 *
	 * @param answers gives the answer
	 */
	private record FakeModel(Function<Prompt, Flux<ChatResponse>> answers) implements ChatModel {

		@Override
		public ChatResponse call(Prompt prompt) {
			return this.answers.apply(prompt).blockLast(Duration.ofSeconds(10));
		}

		@Override
		public Flux<ChatResponse> stream(Prompt prompt) {
			return Flux.defer(() -> this.answers.apply(prompt));
		}

	}

}

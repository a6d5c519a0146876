package io.contexttrace.ai;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.contexttrace.ContextListener;
import io.contexttrace.CurrentContext;
import io.contexttrace.llm.ContentCapture;
import io.contexttrace.llm.FinishedCall;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallRecorder;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.Pricing;
import io.contexttrace.propagation.ObservationSpans;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.prompt.Prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A model that asks other models, which Spring AI observes, one after the other: each of
 * them is a call of its own, under the same call of the user.
 */
class ModelsThatAskOthersTests {

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final List<LlmCall> recorded = new ArrayList<>();

	private final Map<String, LlmContent> said = new HashMap<>();

	private final ModelCalls calls = new ModelCalls(new CurrentContext(List.of()),
			() -> new LlmCallRecorder(List.of(this.recorded::add), new ContextListener() {
			}, Pricing.unknown(), this::keep), ContentCapture.FULL, ObservationSpans.none());

	@BeforeEach
	void observe() {
		this.registry.observationConfig()
			.observationHandler(new ModelCallObservationHandler(this.calls, () -> this.registry, true));
	}

	@AfterEach
	void nothingIsLeftUnderWay() {
		assertThat(this.calls.size()).isZero();
		assertThat(CurrentContext.capture().isEmpty()).isTrue();
	}

	@Test
	void aFallbackIsRecordedBesideTheFailureBeforeIt() {
		String answer = client((prompt) -> {
			try {
				return observed("big", prompt, () -> {
					throw new IllegalStateException("overloaded");
				});
			}
			catch (IllegalStateException ex) {
				return observed("small", prompt, () -> answer("from small"));
			}
		}).prompt("ok?").call().content();
		assertThat(answer).isEqualTo("from small");
		assertThat(this.recorded).hasSize(2);
		assertCall(this.recorded.get(0), "big", LlmCallStatus.ERROR, null);
		assertCall(this.recorded.get(1), "small", LlmCallStatus.OK, "from small");
		assertThat(this.recorded).extracting((call) -> call.ids().parentRequestId())
			.containsOnly(this.recorded.get(0).ids().parentRequestId())
			.doesNotContainNull();
	}

	@Test
	void aRouterIsRecordedWithItsQuestionAndItsAnswer() {
		client((prompt) -> {
			observed("classifier", prompt, () -> answer("use the big one"));
			return observed("big", prompt, () -> answer("from big"));
		}).prompt("ok?").call().content();
		assertThat(this.recorded).hasSize(2);
		assertCall(this.recorded.get(0), "classifier", LlmCallStatus.OK, "use the big one");
		assertCall(this.recorded.get(1), "big", LlmCallStatus.OK, "from big");
	}

	@Test
	void anOrdinaryCallIsRecordedOnce() {
		client((prompt) -> observed("big", prompt, () -> answer("from big"))).prompt("ok?").call().content();
		assertThat(this.recorded).singleElement()
			.satisfies((call) -> assertCall(call, "big", LlmCallStatus.OK, "from big"));
	}

	@Test
	void aFailureThatCannotSayWhatItIsStillReachesTheCallerAndTheRecord() {
		ChatClient client = client((prompt) -> observed("big", prompt, () -> {
			throw new SilentException();
		}));
		assertThatExceptionOfType(SilentException.class).isThrownBy(() -> client.prompt("ok?").call().content());
		assertThat(this.recorded).singleElement()
			.satisfies((call) -> assertThat(call.outcome().errorType()).isEqualTo(SilentException.class.getName()));
	}

	@Test
	void aFailureThatCannotSayWhatCausedItIsRecorded() {
		ChatClient client = client((prompt) -> observed("big", prompt, () -> {
			throw new RootlessException();
		}));
		assertThatExceptionOfType(RootlessException.class).isThrownBy(() -> client.prompt("ok?").call().content());
		assertThat(this.recorded).singleElement()
			.satisfies((call) -> assertThat(call.outcome().errorType()).isEqualTo(RootlessException.class.getName()));
	}

	private void assertCall(LlmCall call, String provider, LlmCallStatus status, String answer) {
		assertThat(call.request().provider()).isEqualTo(provider);
		assertThat(call.outcome().status()).isEqualTo(status);
		assertThat(content(call).output()).extracting((message) -> message.text().value())
			.isEqualTo((answer != null) ? List.of(answer) : List.of());
	}

	private ChatClient client(ChatModel model) {
		return ChatClient.builder(model)
			.defaultAdvisors(new UserCallAdvisor(this.calls),
					new ModelCallAdvisor(this.calls, ModelRequestMarker.all(List.of())))
			.build();
	}

	private ChatResponse observed(String provider, Prompt prompt, Supplier<ChatResponse> model) {
		ChatModelObservationContext context = ChatModelObservationContext.builder()
			.prompt(prompt)
			.provider(provider)
			.build();
		return Observation.createNotStarted("chat", () -> context, this.registry).observe(() -> {
			ChatResponse response = model.get();
			context.setResponse(response);
			return response;
		});
	}

	private static ChatResponse answer(String text) {
		return new ChatResponse(List.of(new Generation(new AssistantMessage(text),
				ChatGenerationMetadata.builder().finishReason("STOP").build())));
	}

	private void keep(FinishedCall finished) {
		this.said.put(finished.call().ids().requestId(), finished.raw().content());
	}

	private LlmContent content(LlmCall call) {
		return this.said.get(call.ids().requestId());
	}

	private static final class RootlessException extends RuntimeException {

		@Override
		public synchronized Throwable getCause() {
			throw new IllegalArgumentException("no cause");
		}

	}

	private static final class SilentException extends RuntimeException {

		@Override
		public String getMessage() {
			throw new IllegalArgumentException("no message");
		}

	}

}

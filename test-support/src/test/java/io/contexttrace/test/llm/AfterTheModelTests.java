package io.contexttrace.test.llm;

import java.util.function.Supplier;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ai.RecordedOutputConverter;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.Stage;
import io.contexttrace.test.RecordedCalls;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What comes before and after the model, and fails.
 */
class AfterTheModelTests {

	private static final String ORDER = "[echo] {\"id\":\"A-1001\"}";

	private static final String NO_ORDER = "[echo] there is no order";

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

	@AfterEach
	void nothingIsHeld() {
		app.assertNothingHeld();
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream" })
	void anAdvisorThatThrowsAfterTheModelFailsTheCallThatItLost(String path) {
		ChatClient.ChatClientRequestSpec request = app.client()
			.prompt("What is a context?")
			.advisors(new Failing(true));
		assertThatIllegalStateException().isThrownBy(() -> app.ask(path, request));
		LlmCall call = app.onlyCall();
		assertFailed(call, Stage.AFTER_MODEL, IllegalStateException.class);
		assertThat(call.ids().parentRequestId()).isNotNull();
		assertThat(call.response().usage().isReported()).isTrue();
		assertThat(call.response().finishReasons()).containsExactly("stop");
		assertThat(call.outcome().transport().httpStatus()).isEqualTo(200);
		assertThat(call.timing().stages()).containsKey(Stage.AFTER_MODEL);
		assertThat(app.onlyRecord().errorMessage()).isEqualTo("broken");
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream" })
	void anAdvisorThatThrowsBeforeTheModelLeavesARecord(String path) {
		ChatClient.ChatClientRequestSpec request = app.client()
			.prompt("What is a context?")
			.advisors(new Failing(false));
		assertThatIllegalStateException().isThrownBy(() -> app.inContext(() -> app.ask(path, request)));
		LlmCall call = app.onlyCall();
		assertFailed(call, Stage.BEFORE_MODEL, IllegalStateException.class);
		assertThat(call.ids().parentRequestId()).isNull();
		assertThat(call.context()).isEqualTo(FollowedApplication.CONTEXT);
		assertThat(call.ids().traceId()).isNotNull();
		assertThat(call.request().operation()).isEqualTo("chat");
		assertThat(call.request().model()).isEqualTo("test-model");
		assertThat(call.request().stream()).isEqualTo(path.equals("stream"));
		assertThat(call.response().usage().isReported()).isFalse();
		assertThat(app.onlyRecord().content().input().get(0).text().value()).isEqualTo("What is a context?");
		assertThat(app.model().requests()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream" })
	void aModelThatFailsFailsAtTheModel(String path) {
		Supplier<String> asking = () -> app.ask(path, app.client().prompt("[fail]"));
		assertThatExceptionOfType(Exception.class).isThrownBy(asking::get);
		assertFailed(app.onlyCall(), Stage.MODEL, com.openai.errors.InternalServerException.class);
	}

	@Test
	void aConversionIsPartOfTheTimeAfterTheModel() {
		Order order = app.client().prompt(ORDER).call().entity(RecordedOutputConverter.of(Order.class));
		assertThat(order.id()).isEqualTo("A-1001");
		LlmCall call = app.onlyCall();
		assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.OK);
		assertThat(call.timing().stages()).containsKey(Stage.AFTER_MODEL);
	}

	@Test
	void anAnswerThatCannotBeConvertedFailsTheCall() {
		ChatClient.CallResponseSpec response = app.client().prompt(NO_ORDER).call();
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> response.entity(RecordedOutputConverter.of(Order.class)));
		LlmCall call = app.onlyCall();
		assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.ERROR);
		assertThat(call.outcome().errorStage()).isEqualTo(Stage.AFTER_MODEL);
		assertThat(call.outcome().errorType()).contains("jackson");
		assertThat(call.response().usage().isReported()).isTrue();
	}

	@Test
	void aFormatThatIsPutIntoThePromptByHandCounts() {
		RecordedOutputConverter<Order> converter = RecordedOutputConverter.of(Order.class);
		String answer = app.client().prompt(NO_ORDER + "\n" + converter.getFormat()).call().content();
		assertThat(app.bean(RecordedCalls.class).all()).isEmpty();
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> converter.convert(answer));
		assertThat(app.onlyCall().outcome().errorStage()).isEqualTo(Stage.AFTER_MODEL);
	}

	@Test
	void withoutTheWrapperAConversionIsOutOfSight() {
		ChatClient.CallResponseSpec response = app.client().prompt(NO_ORDER).call();
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> response.entity(Order.class));
		assertThat(app.onlyCall().outcome().status()).isEqualTo(LlmCallStatus.OK);
	}

	@Test
	void aConversionThatNeverComesEndsWithTheNextCallOfTheThread() {
		askForConversionThatNeverComes();
		app.client().prompt("next?").call().content();
		assertThat(app.calls(2)).extracting((call) -> call.outcome().status()).containsOnly(LlmCallStatus.OK);
	}

	@Test
	void aConversionThatNeverComesEndsWithTheContextOfTheThread() {
		app.inContext(() -> {
			askForConversionThatNeverComes();
			assertThat(app.bean(RecordedCalls.class).all()).isEmpty();
			return "";
		});
		assertThat(app.onlyCall().context()).isEqualTo(FollowedApplication.CONTEXT);
	}

	@Test
	void aConversionThatNeverComesEndsWithTheApplication() {
		try (FollowedApplication other = FollowedApplication.start()) {
			RecordedOutputConverter<Order> converter = RecordedOutputConverter.of(Order.class);
			other.client().prompt("ok?\n" + converter.getFormat()).call().content();
			RecordedCalls calls = other.bean(RecordedCalls.class);
			assertThat(calls.all()).isEmpty();
			other.stop();
			assertThat(calls.all()).singleElement()
				.satisfies((call) -> assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.OK));
		}
	}

	@Test
	void anotherConvertersFormatHoldsNothingBack() {
		RecordedOutputConverter.of(Order.class).getFormat();
		app.client().prompt("ok?").call().content();
		app.onlyCall();
	}

	@Test
	void aConversionOnAnotherContextsThreadStillWorks() {
		BusinessContext other = BusinessContext.of(new ContextId("other"), "session");
		Order order = app.in(other, () -> RecordedOutputConverter.of(Order.class).convert("{\"id\":\"A-1\"}"));
		assertThat(order.id()).isEqualTo("A-1");
	}

	private static void askForConversionThatNeverComes() {
		RecordedOutputConverter<Order> converter = RecordedOutputConverter.of(Order.class);
		app.client().prompt("ok?\n" + converter.getFormat()).call().content();
	}

	private static void assertFailed(LlmCall call, Stage stage, Class<? extends Exception> type) {
		assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.ERROR);
		assertThat(call.outcome().errorType()).isEqualTo(type.getName());
		assertThat(call.outcome().errorStage()).isEqualTo(stage);
	}

	/**
	 * What an answer is converted to.
	 */
	record Order(String id) {

	}

	/**
	 * An advisor that throws.
	 */
	private record Failing(boolean after) implements CallAdvisor, StreamAdvisor {

		@Override
		public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
			if (this.after) {
				chain.nextCall(request);
			}
			throw new IllegalStateException("broken");
		}

		@Override
		public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
			Flux<ChatClientResponse> failing = Flux.error(() -> new IllegalStateException("broken"));
			return this.after ? chain.nextStream(request).concatWith(failing) : failing;
		}

		@Override
		public String getName() {
			return "failing";
		}

		@Override
		public int getOrder() {
			return 0;
		}

	}

}

package io.contexttrace.test.llm;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.contexttrace.ai.ModelCalls;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.Stage;
import io.contexttrace.test.ModelServer;
import io.contexttrace.test.RecordedCalls;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.execution.ToolExecutionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Calls that do not come to their end: the reader leaves, the connection breaks, the
 * application stops.
 */
class InterruptedCallTests {

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
		assertThat(app.bean(ModelCalls.class).size()).isZero();
	}

	@Test
	void aReaderWhoLeavesInMidStreamLeavesThePartialText() {
		app.client()
			.prompt("[slow] [echo] one two three four")
			.stream()
			.content()
			.blockFirst(FollowedApplication.TIMEOUT);
		LlmCall call = app.onlyCall();
		assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.CANCELLED);
		assertThat(call.outcome().errorStage()).isEqualTo(Stage.MODEL);
		assertThat(call.timing().chunks()).isPositive();
		assertThat(app.onlyRecord().content().output().get(0).text().value()).isEqualTo("one ");
	}

	@Test
	void aConnectionThatBreaksInMidStreamLeavesThePartialTextAndTheError() {
		Flux<String> stream = app.client().prompt("[mid-error] [echo] one two three four five").stream().content();
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> stream.blockLast(FollowedApplication.TIMEOUT));
		LlmCall call = app.onlyCall();
		assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.ERROR);
		assertThat(call.outcome().errorStage()).isEqualTo(Stage.MODEL);
		assertThat(call.outcome().errorType()).isEqualTo("com.openai.errors.OpenAIIoException");
		assertThat(app.onlyRecord().content().output().get(0).text().value()).isEqualTo("one two three ");
	}

	@Test
	void aReaderWhoLeavesWhileAToolWorksCancelsWhatTheToolWorkedFor() throws Exception {
		app.orders().waitForRelease();
		Disposable reading = app.client()
			.prompt("Where is order A-1001?")
			.tools(app.orders())
			.stream()
			.content()
			.subscribe();
		assertThat(app.orders().started.await(20, TimeUnit.SECONDS)).isTrue();
		reading.dispose();
		LlmCall call = app.onlyCall();
		assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.CANCELLED);
		assertThat(call.outcome().errorStage()).isEqualTo(Stage.TOOLS);
		assertThat(call.response().finishReasons()).containsExactly("tool_calls");
		assertThat(call.response().usage().isReported()).isTrue();
		app.orders().release.countDown();
	}

	@Test
	void aReaderWhoLeavesBeforeTheModelIsAskedLeavesARecord() {
		CountDownLatch waiting = new CountDownLatch(1);
		Disposable reading = app.client()
			.prompt("What is a context?")
			.advisors(new Waiting(waiting))
			.stream()
			.content()
			.subscribe();
		assertThat(waiting.getCount()).isZero();
		reading.dispose();
		LlmCall call = app.onlyCall();
		assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.CANCELLED);
		assertThat(call.outcome().errorStage()).isEqualTo(Stage.BEFORE_MODEL);
		assertThat(call.ids().parentRequestId()).isNull();
	}

	@Test
	void aToolThatBreaksTheCallFailsWhatItWorkedFor() {
		assertThatExceptionOfType(ToolExecutionException.class)
			.isThrownBy(() -> app.client().prompt("Where is order A-1001?").tools(new Broken()).call().content());
		LlmCall call = app.onlyCall();
		assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.ERROR);
		assertThat(call.outcome().errorStage()).isEqualTo(Stage.TOOLS);
		assertThat(call.outcome().errorType()).isEqualTo(AssertionError.class.getName());
		assertThat(call.timing().stages()).containsKeys(Stage.TOOLS, Stage.AFTER_MODEL);
	}

	@Test
	void anApplicationThatStopsRecordsWhatIsUnderWay() throws Exception {
		ExecutorService executor = Executors.newCachedThreadPool();
		try (FollowedApplication other = FollowedApplication
			.start(ModelServer.builder().stall(Duration.ofSeconds(20)))) {
			RecordedCalls calls = other.bean(RecordedCalls.class);
			FollowedApplication.Orders orders = other.orders();
			orders.waitForRelease();
			Future<?> inTool = executor
				.submit(() -> other.client().prompt("Where is order A-1001?").tools(orders).call().content());
			assertThat(orders.started.await(20, TimeUnit.SECONDS)).isTrue();
			Future<?> atModel = executor.submit(() -> other.client().prompt("[stall]").call().content());
			Awaitility.await().until(() -> other.model().requests().size() == 2);
			other.stop();
			List<LlmCall> recorded = calls.all();
			assertThat(recorded).extracting((call) -> call.outcome().status())
				.containsExactlyInAnyOrder(LlmCallStatus.CANCELLED, LlmCallStatus.CANCELLED);
			assertThat(recorded).extracting((call) -> call.outcome().errorType()).containsOnly("shutdown");
			assertThat(recorded).extracting((call) -> call.outcome().errorStage())
				.containsExactlyInAnyOrder(Stage.TOOLS, Stage.MODEL);
			orders.release.countDown();
			other.model().close();
			assertThatExceptionOfType(Exception.class).isThrownBy(() -> atModel.get(20, TimeUnit.SECONDS));
			assertThatExceptionOfType(Exception.class).isThrownBy(() -> inTool.get(20, TimeUnit.SECONDS));
		}
		finally {
			executor.shutdownNow();
		}
	}

	/**
	 * An advisor that never comes to the model.
	 */
	private record Waiting(CountDownLatch waiting) implements StreamAdvisor {

		@Override
		public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
			this.waiting.countDown();
			return Flux.never();
		}

		@Override
		public String getName() {
			return "waiting";
		}

		@Override
		public int getOrder() {
			return 0;
		}

	}

	/**
	 * A tool whose failure no one catches.
	 */
	static class Broken {

		@Tool(description = "Looks up an order")
		String order(String orderId) {
			throw new AssertionError("broken");
		}

	}

}

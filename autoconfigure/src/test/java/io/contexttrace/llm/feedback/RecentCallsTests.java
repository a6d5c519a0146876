package io.contexttrace.llm.feedback;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.contexttrace.ContextId;
import io.contexttrace.Prompt;
import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.JudgedCall;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecentCallsTests {

	private Instant now = JudgedCalls.AT.plusSeconds(60);

	private final RecentCalls calls = new RecentCalls(3, Duration.ofHours(1), () -> this.now);

	@Test
	void callIsFoundByItsIds() {
		this.calls.finished(JudgedCalls.chat("r-1", "u-1", "c-1"));
		this.calls.finished(JudgedCalls.chat("r-2", "u-2", "c-2"));
		assertThat(requestId(new Feedback.Target("r-1", null, null))).isEqualTo("r-1");
		assertThat(requestId(new Feedback.Target("u-2", null, null))).isEqualTo("r-2");
		assertThat(requestId(new Feedback.Target(null, "response-of-r-1", null))).isEqualTo("r-1");
		assertThat(requestId(new Feedback.Target(null, null, new ContextId("c-2")))).isEqualTo("r-2");
	}

	@Test
	void whatIsKnownOfItIsKept() {
		this.calls.finished(JudgedCalls.chat("r-1", "u-1", "c-1"));
		JudgedCall call = this.calls.find(new Feedback.Target("r-1", null, null));
		assertThat(call).isNotNull();
		assertThat(call.model())
			.isEqualTo(new JudgedCall.Model("chat", "openai", "gpt", "gpt-2026", "response-of-r-1"));
		assertThat(call.prompt()).isEqualTo(new Prompt("order-help", "3", "b"));
		assertThat(call.ids().conversationId()).isEqualTo("talk-1");
	}

	@Test
	void lastRoundOfAUsersCallGaveTheAnswer() {
		this.calls.finished(JudgedCalls.chat("r-1", "u-1", "c-1"));
		this.calls.finished(JudgedCalls.chat("r-2", "u-1", "c-1"));
		assertThat(requestId(new Feedback.Target("u-1", null, null))).isEqualTo("r-2");
	}

	@Test
	void unknownRequestIsNotTakenForAnotherOneOfItsContext() {
		this.calls.finished(JudgedCalls.chat("r-1", "u-1", "c-1"));
		assertThat(requestId(new Feedback.Target("r-9", null, new ContextId("c-1")))).isNull();
		assertThat(requestId(new Feedback.Target(null, "response-of-r-9", null))).isNull();
		assertThat(requestId(new Feedback.Target(null, null, new ContextId("c-9")))).isNull();
	}

	@Test
	void evaluatorsAndToolsDoNotAnswerForAContext() {
		this.calls.finished(JudgedCalls.chat("r-1", null, "c-1"));
		this.calls.finished(JudgedCalls.call("chat", "r-2", null, "c-1", Prompt.of("evaluation/relevance")));
		this.calls.finished(JudgedCalls.call("execute_tool", "r-3", null, "c-1", null));
		assertThat(requestId(new Feedback.Target(null, null, new ContextId("c-1")))).isEqualTo("r-1");
		assertThat(requestId(new Feedback.Target("r-2", null, null))).isEqualTo("r-2");
		assertThat(requestId(new Feedback.Target("r-3", null, null))).isNull();
	}

	@Test
	void oldestCallMakesRoom() {
		for (int i = 1; i <= 5; i++) {
			this.calls.finished(JudgedCalls.chat("r-" + i, null, "c-1"));
		}
		assertThat(requestId(new Feedback.Target("r-2", null, null))).isNull();
		assertThat(requestId(new Feedback.Target("r-3", null, null))).isEqualTo("r-3");
		assertThat(requestId(new Feedback.Target("r-5", null, null))).isEqualTo("r-5");
	}

	@Test
	void callIsForgottenInTime() {
		this.calls.finished(JudgedCalls.chat("r-1", null, "c-1"));
		this.now = JudgedCalls.AT.plusSeconds(3600);
		assertThat(requestId(new Feedback.Target("r-1", null, null))).isEqualTo("r-1");
		this.now = this.now.plusNanos(1);
		assertThat(requestId(new Feedback.Target("r-1", null, null))).isNull();
	}

	@Test
	void severalThreadsRememberEachTheirOwn() throws InterruptedException {
		RecentCalls many = new RecentCalls(4000, Duration.ofHours(1), () -> this.now);
		ExecutorService pool = Executors.newFixedThreadPool(4);
		for (int i = 0; i < 4000; i++) {
			String requestId = "r-" + i;
			pool.execute(() -> many.finished(JudgedCalls.chat(requestId, null, "c")));
		}
		pool.shutdown();
		assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
		for (int i = 0; i < 4000; i += 37) {
			assertThat(many.find(new Feedback.Target("r-" + i, null, null))).isNotNull();
		}
	}

	private @Nullable String requestId(Feedback.Target target) {
		JudgedCall found = this.calls.find(target);
		return (found != null) ? found.ids().requestId() : null;
	}

}

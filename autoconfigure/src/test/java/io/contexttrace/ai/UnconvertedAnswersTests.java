package io.contexttrace.ai;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.llm.ContentCapture;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallRecorder;
import io.contexttrace.llm.Pricing;
import io.contexttrace.propagation.ObservationSpans;
import org.junit.jupiter.api.Test;

import org.springframework.ai.chat.prompt.Prompt;

import static org.assertj.core.api.Assertions.assertThat;

class UnconvertedAnswersTests {

	private final List<LlmCall> recorded = new ArrayList<>();

	private final ModelCalls calls = new ModelCalls(new CurrentContext(List.of()),
			() -> new LlmCallRecorder(List.of(this.recorded::add), new ContextListener() {
			}, Pricing.unknown(), (finished) -> {
			}), ContentCapture.NONE, ObservationSpans.none());

	private final AtomicLong now = new AtomicLong();

	private final UnconvertedAnswers answers = new UnconvertedAnswers(this.now::get);

	@Test
	void anAnswerWaitsForAWhile() {
		this.answers.add(answered());
		this.now.set(TimeUnit.SECONDS.toNanos(60));
		this.answers.letGo();
		assertThat(this.recorded).isEmpty();
		this.now.incrementAndGet();
		this.answers.letGo();
		assertThat(this.recorded).hasSize(1);
	}

	@Test
	void anAnswerDoesNotWaitForAThreadThatIsGone() throws Exception {
		UserCallTimeline userCall = answered();
		Thread thread = new Thread(() -> this.answers.add(userCall));
		thread.start();
		thread.join();
		this.answers.letGo();
		assertThat(this.recorded).hasSize(1);
	}

	@Test
	void anAnswerThatWasConvertedIsForgotten() {
		UserCallTimeline userCall = answered();
		this.answers.add(userCall);
		this.answers.remove(userCall);
		this.now.set(Long.MAX_VALUE);
		this.answers.letGo();
		assertThat(this.recorded).isEmpty();
	}

	private UserCallTimeline answered() {
		ModelInput input = new ModelInput(new Prompt("ok?"), null, null);
		UserCallTimeline userCall = this.calls.startUserCall(ContextSnapshot.empty(), input, false, null);
		this.calls.start(userCall.inside(), input, false, userCall).answered(null);
		return userCall;
	}

}

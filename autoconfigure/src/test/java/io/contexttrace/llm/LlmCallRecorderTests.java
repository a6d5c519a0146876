package io.contexttrace.llm;

import java.util.ArrayList;
import java.util.List;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.RecordingListener;
import io.contexttrace.Step;
import io.contexttrace.ThrowingListener;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LlmCallRecorderTests {

	private static final BusinessContext CONTEXT = BusinessContext.of(new ContextId("a"), "session");

	private final RecordingListener steps = new RecordingListener();

	private final RecordingSink sink = new RecordingSink();

	private final List<LlmCall> heard = new ArrayList<>();

	@Test
	void listenersStepsAndSinkAreAllTold() throws InterruptedException {
		LlmCall call = LlmCallFixture.call("r", CONTEXT);
		new LlmCallRecorder(List.of(this.heard::add), this.steps, Pricing.unknown(), this::keep).record(call,
				RawContent.NONE);
		assertThat(this.heard).containsExactly(call);
		assertThat(this.sink.requestIds()).containsExactly("r");
		Step step = this.steps.takeStep();
		assertThat(step.context()).isEqualTo(CONTEXT);
		assertThat(step.name()).isEqualTo("chat");
		assertThat(step.outcome()).isEqualTo(Step.Outcome.OK);
	}

	@Test
	void callOutsideAnyContextIsNoStep() {
		new LlmCallRecorder(List.of(), this.steps, Pricing.unknown(), this::keep).record(LlmCallFixture.call("r", null),
				RawContent.NONE);
		assertThat(this.steps.steps()).isEmpty();
		assertThat(this.sink.requestIds()).containsExactly("r");
	}

	@Test
	void nobodyWhoThrowsDisturbsTheOthers() {
		LlmCallListener broken = (call) -> {
			throw new IllegalStateException("broken");
		};
		LlmCall call = LlmCallFixture.call("r", CONTEXT);
		new LlmCallRecorder(List.of(broken, this.heard::add), new ThrowingListener(), Pricing.unknown(), this::keep)
			.record(call, RawContent.NONE);
		assertThat(this.heard).containsExactly(call);
		assertThat(this.sink.requestIds()).containsExactly("r");
		new LlmCallRecorder(List.of(), this.steps, Pricing.unknown(), (finished) -> {
			throw new IllegalStateException("full");
		}).record(call, RawContent.NONE);
		assertThat(this.steps.steps()).hasSize(1);
	}

	@Test
	void aPriceThatCannotEvenBeLoadedCostsNoRecord() {
		LlmCall call = LlmCallFixture.call("r", CONTEXT);
		new LlmCallRecorder(List.of(), this.steps, (priced) -> {
			throw new NoClassDefFoundError("missing");
		}, this::keep).record(call, RawContent.NONE);
		assertThat(this.sink.requestIds()).containsExactly("r");
	}

	@Test
	void onlySuccessAndCancellationAreNoErrors() {
		assertThat(LlmCallStatus.OK.toStepOutcome()).isEqualTo(Step.Outcome.OK);
		assertThat(LlmCallStatus.CANCELLED.toStepOutcome()).isEqualTo(Step.Outcome.CANCELLED);
		assertThat(List.of(LlmCallStatus.ERROR, LlmCallStatus.TIMEOUT, LlmCallStatus.RATE_LIMITED,
				LlmCallStatus.TRUNCATED))
			.allMatch((status) -> status.toStepOutcome() == Step.Outcome.ERROR);
	}

	private void keep(FinishedCall finished) {
		this.sink.accept(LlmCallFixture.record(finished));
	}

}

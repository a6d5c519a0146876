package io.contexttrace.ai;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.Stage;
import org.jspecify.annotations.Nullable;

/**
 * A call to a model that has ended, but whose user's call may still go on.
 *
 * @param call the call
 * @param outcome how it ended
 * @param failure how it failed
 * @param timing how long it took
 * @param endedAt when it ended, as {@link System#nanoTime()} tells it
 */
record FinishedModelCall(ModelCall call, LlmCall.Outcome outcome, @Nullable Throwable failure, LlmCall.Timing timing,
		long endedAt) {

	/**
	 * This call at the end of the user's call.
	 * @param since how long the stages since this call took
	 * @return a copy that says so; tools that ran before it and after it count together
	 */
	FinishedModelCall userCallEnded(Map<Stage, Duration> since) {
		Map<Stage, Duration> stages = new EnumMap<>(Stage.class);
		stages.putAll(this.timing.stages());
		since.forEach((stage, duration) -> stages.merge(stage, duration, Duration::plus));
		return new FinishedModelCall(
				this.call, this.outcome, this.failure, new LlmCall.Timing(this.timing.startedAt(),
						this.timing.duration(), this.timing.timeToFirstChunk(), this.timing.chunks(), stages),
				this.endedAt);
	}

	/**
	 * This call, whose answer was lost by what came after it.
	 * @param changed how the user's call ended
	 * @param failure how it failed
	 * @return a copy with that outcome, unless the call had failed itself
	 */
	FinishedModelCall lostBy(LlmCall.Outcome changed, @Nullable Throwable failure) {
		return (this.outcome.errorType() == null)
				? new FinishedModelCall(this.call, new LlmCall.Outcome(changed.status(), changed.errorType(),
						changed.errorStage(), this.outcome.transport()), failure, this.timing, this.endedAt)
				: this;
	}

}

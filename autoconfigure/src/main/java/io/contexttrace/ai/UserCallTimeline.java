package io.contexttrace.ai;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.UserCall;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmTransport;
import io.contexttrace.llm.Stage;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Follows one of the user's calls to a chat client. It holds the last answer of the model
 * until it is known what became of it: until the user's call ends, or the model is asked
 * again. Whoever follows it ends it, once; what comes later is ignored. Safe for use by
 * several threads.
 */
final class UserCallTimeline {

	private final ModelCalls calls;

	private final UserCall userCall;

	private final ModelInput input;

	private final boolean stream;

	private final ContextSnapshot inside;

	private final Instant startedAt = Instant.now();

	private final long startedNanos = System.nanoTime();

	private final StageClock clock = new StageClock(this.startedNanos);

	private final UserCallTotals totals = new UserCallTotals();

	private volatile Observation.@Nullable Context observed;

	private @Nullable FinishedModelCall held;

	private boolean asked;

	private boolean answered;

	private boolean toolFailed;

	private boolean ended;

	UserCallTimeline(ModelCalls calls, UserCall userCall, ModelInput input, boolean stream, ContextSnapshot inside) {
		this.calls = calls;
		this.userCall = userCall;
		this.input = input;
		this.stream = stream;
		this.inside = inside;
	}

	UserCall userCall() {
		return this.userCall;
	}

	/**
	 * What a thread holds that works for the user's call.
	 * @return the snapshot
	 */
	ContextSnapshot inside() {
		return this.inside;
	}

	/**
	 * Let the observation of the chat client know who follows the call.
	 * @param client what is observed of the chat client
	 */
	void observedBy(Observation.Context client) {
		client.put(UserCallTimeline.class, this);
		this.observed = client;
	}

	/**
	 * What is observed of the chat client.
	 * @return the observation's context, or {@code null} if nobody observes it
	 */
	Observation.@Nullable Context observed() {
		return this.observed;
	}

	/**
	 * The model is asked, perhaps again: the answer before is done with.
	 * @return how long the stages before the model took
	 */
	Map<Stage, Duration> modelStarts() {
		Map<Stage, Duration> stages;
		FinishedModelCall before;
		synchronized (this) {
			this.asked = true;
			this.toolFailed = false;
			stages = this.clock.modelStarts(System.nanoTime());
			before = takeHeld();
		}
		this.calls.handOver(before);
		return stages;
	}

	/**
	 * The model has answered or failed.
	 * @param finished the call to it
	 */
	void modelEnded(FinishedModelCall finished) {
		FinishedModelCall done = finished;
		synchronized (this) {
			this.totals.add(finished.timing().stages(), finished.call().response().response().usage());
			if (!this.ended) {
				done = takeHeld();
				this.held = finished;
				this.clock.modelEnds(finished.endedAt(), finished.call().response().wantsTools());
			}
		}
		this.calls.handOver(done);
	}

	/**
	 * What the rounds took together.
	 * @return the totals so far
	 */
	synchronized UserCallTotals totals() {
		return this.totals.copy();
	}

	/**
	 * The chat client has its answer, which may still be converted.
	 */
	void answered() {
		synchronized (this) {
			this.answered = true;
		}
		this.calls.converts(this);
	}

	synchronized void toolStarts() {
		this.clock.toolStarts(System.nanoTime());
	}

	synchronized void toolEnds(boolean failed) {
		this.clock.toolEnds(System.nanoTime());
		this.toolFailed = failed;
	}

	void completed() {
		end(null, null);
	}

	void failed(Throwable failure) {
		end(this.calls.outcomeOf(failure), failure);
	}

	void cancelled() {
		end(new LlmCall.Outcome(LlmCallStatus.CANCELLED, LlmCallStatus.CANCELLED.value()), null);
	}

	/**
	 * The application stops.
	 * @param reason what the record calls that
	 */
	void interrupted(String reason) {
		boolean whole;
		synchronized (this) {
			whole = this.answered;
		}
		end(whole ? null : new LlmCall.Outcome(LlmCallStatus.CANCELLED, reason), null);
	}

	private void end(LlmCall.@Nullable Outcome outcome, @Nullable Throwable failure) {
		FinishedModelCall last = null;
		synchronized (this) {
			if (!this.ended) {
				this.ended = true;
				last = last(outcome, failure, System.nanoTime());
			}
		}
		this.calls.forget(this);
		this.calls.handOver(last);
	}

	private @Nullable FinishedModelCall last(LlmCall.@Nullable Outcome outcome, @Nullable Throwable failure, long now) {
		FinishedModelCall last = takeHeld();
		if (last != null) {
			Map<Stage, Duration> since = this.clock.userCallEnds(now);
			since.forEach(this.totals::add);
			FinishedModelCall ended = last.userCallEnded(since);
			return (outcome != null) ? ended.lostBy(at(stageAfterModel(), outcome), failure) : ended;
		}
		return (outcome != null && !this.asked && !this.answered)
				? withoutModel(at(Stage.BEFORE_MODEL, outcome), failure, now) : null;
	}

	// the user's call is the only thing to record if the model was never asked
	private FinishedModelCall withoutModel(LlmCall.Outcome outcome, @Nullable Throwable failure, long now) {
		ModelCall call = this.calls.neverAsked(new ModelCallOrigin(this.userCall.requestId(), this.userCall, this,
				this.input, this.stream, false, this.inside, Map.of()));
		Duration duration = Duration.ofNanos(now - this.startedNanos);
		return new FinishedModelCall(call, outcome, failure,
				new LlmCall.Timing(this.startedAt, duration, null, null, Map.of(Stage.BEFORE_MODEL, duration)), now);
	}

	private Stage stageAfterModel() {
		return (this.toolFailed || this.clock.isToolAtWork()) ? Stage.TOOLS : Stage.AFTER_MODEL;
	}

	private static LlmCall.Outcome at(Stage stage, LlmCall.Outcome outcome) {
		return new LlmCall.Outcome(outcome.status(), outcome.errorType(), stage, LlmTransport.UNKNOWN);
	}

	private @Nullable FinishedModelCall takeHeld() {
		FinishedModelCall taken = this.held;
		this.held = null;
		return taken;
	}

}

package io.contexttrace.ai;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * One call to a model while it is under way. Whoever started it ends it, once; what comes
 * later is ignored. Safe for use by several threads.
 */
public final class ModelCall {

	private final ModelCalls calls;

	private final ModelCallOrigin origin;

	private final Instant startedAt = Instant.now();

	private final long startedNanos = System.nanoTime();

	private final ResponseReader response;

	private final AtomicLong chunks = new AtomicLong();

	private final AtomicBoolean ended = new AtomicBoolean();

	private volatile long firstChunkNanos;

	private volatile @Nullable ChatModelObservationContext observed;

	private volatile @Nullable Observation observation;

	ModelCall(ModelCalls calls, ModelCallOrigin origin, ResponseReader response) {
		this.calls = calls;
		this.origin = origin;
		this.response = response;
	}

	/**
	 * The id of this prompt/response pair.
	 * @return the request id
	 */
	public String requestId() {
		return this.origin.requestId();
	}

	/**
	 * What a thread holds that works for this call.
	 * @return the snapshot
	 */
	public ContextSnapshot snapshot() {
		return this.origin.inside();
	}

	/**
	 * The observation under which the provider's HTTP request belongs.
	 * @return the observation, or {@code null} if there is none
	 */
	public @Nullable Observation observation() {
		return this.observation;
	}

	ModelCallOrigin origin() {
		return this.origin;
	}

	@Nullable ChatModelObservationContext observed() {
		return this.observed;
	}

	void observedBy(ChatModelObservationContext observed) {
		this.observed = observed;
	}

	void belongsTo(@Nullable Observation observation) {
		this.observation = observation;
	}

	void chunk(ChatResponse chunk) {
		if (this.chunks.get() == 0) {
			this.firstChunkNanos = System.nanoTime();
		}
		this.chunks.incrementAndGet();
		read(chunk);
	}

	void answered(@Nullable ChatResponse whole) {
		read(whole);
		end(new LlmCall.Outcome(LlmCallStatus.OK, null), null);
	}

	/**
	 * A stream ended whose chunks nobody has seen. A reader who leaves early is the only
	 * one who leaves no answer and no failure.
	 * @param whole the aggregated answer
	 */
	void streamedUnseen(@Nullable ChatResponse whole) {
		read(whole);
		if (whole != null) {
			streamed();
		}
		else {
			cancelled();
		}
	}

	/**
	 * The model itself has answered or failed, before whoever made the call is done: a
	 * model that asks others may now ask the next one.
	 * @param observed what Spring AI has seen of the model
	 */
	void observationEnded(ChatModelObservationContext observed) {
		Throwable failure = observed.getError();
		ChatResponse whole = observed.getResponse();
		if (failure != null) {
			record(outcome(failure), failure);
		}
		else if (whole != null) {
			read(whole);
			record(new LlmCall.Outcome(LlmCallStatus.OK, null), null);
		}
	}

	void streamed() {
		LlmCallStatus status = this.response.isFinished() ? LlmCallStatus.OK : LlmCallStatus.TRUNCATED;
		end(new LlmCall.Outcome(status, (status == LlmCallStatus.OK) ? null : status.value()), null);
	}

	void failed(Throwable failure) {
		end(outcome(failure), failure);
	}

	void cancelled() {
		end(new LlmCall.Outcome(LlmCallStatus.CANCELLED, LlmCallStatus.CANCELLED.value()), null);
	}

	Prompt prompt() {
		ChatModelObservationContext seen = this.observed;
		return (seen != null) ? seen.getRequest() : this.origin.prompt();
	}

	ResponseReader response() {
		return this.response;
	}

	private void read(@Nullable ChatResponse whole) {
		if (whole != null && !this.ended.get()) {
			this.calls.quietly(() -> this.response.read(whole));
		}
	}

	private LlmCall.Outcome outcome(Throwable failure) {
		try {
			return FailureReader.outcome(failure);
		}
		catch (RuntimeException | LinkageError ex) {
			return new LlmCall.Outcome(LlmCallStatus.ERROR, failure.getClass().getName());
		}
	}

	private void end(LlmCall.Outcome outcome, @Nullable Throwable failure) {
		this.calls.forget(this);
		record(outcome, failure);
	}

	private void record(LlmCall.Outcome outcome, @Nullable Throwable failure) {
		if (this.ended.compareAndSet(false, true)) {
			this.calls.quietly(() -> this.calls.ended(this, outcome, failure, timing()));
		}
	}

	private LlmCall.Timing timing() {
		Duration duration = Duration.ofNanos(System.nanoTime() - this.startedNanos);
		long count = this.chunks.get();
		boolean first = count > 0;
		return new LlmCall.Timing(this.startedAt, duration,
				first ? Duration.ofNanos(this.firstChunkNanos - this.startedNanos) : null,
				(this.origin.stream() && !this.origin.unseen()) ? Long.valueOf(count) : null);
	}

}

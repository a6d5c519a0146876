package io.contexttrace.ai;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmTransport;
import io.contexttrace.llm.Stage;
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

	private final HttpAttempts attempts;

	private final AtomicLong chunks = new AtomicLong();

	private final AtomicBoolean ended = new AtomicBoolean();

	private volatile long firstChunkNanos;

	private volatile @Nullable ChatModelObservationContext observed;

	private volatile @Nullable Observation observation;

	ModelCall(ModelCalls calls, ModelCallOrigin origin, ResponseReader response) {
		this.calls = calls;
		this.origin = origin;
		this.response = response;
		this.attempts = new HttpAttempts(origin.requestId());
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

	/**
	 * What the model is given.
	 * @return the messages and the options
	 */
	public Prompt prompt() {
		return input().prompt();
	}

	/**
	 * The HTTP requests that the call takes.
	 * @return the requests, to be told of each of them
	 */
	public HttpAttempts attempts() {
		return this.attempts;
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
			cancelled(LlmCallStatus.CANCELLED.value());
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
			record(this.calls.outcomeOf(failure), failure);
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
		end(this.calls.outcomeOf(failure), failure);
	}

	/**
	 * Nobody waits for the answer any more.
	 * @param reason why
	 */
	void cancelled(String reason) {
		end(new LlmCall.Outcome(LlmCallStatus.CANCELLED, reason), null);
	}

	ModelInput input() {
		ChatModelObservationContext seen = this.observed;
		ModelInput given = this.origin.input();
		return (seen != null) ? new ModelInput(seen.getRequest(), given.template(), given.documents()) : given;
	}

	ResponseReader response() {
		return this.response;
	}

	/**
	 * How long the call has taken so far, and what is known of the time before it.
	 * @return the stages, as far as they are known
	 */
	Map<Stage, Duration> stages() {
		Map<Stage, Duration> stages = new EnumMap<>(Stage.class);
		stages.putAll(this.origin.before());
		stages.put(Stage.MODEL, Duration.ofNanos(System.nanoTime() - this.startedNanos));
		Duration firstChunk = timeToFirstChunk();
		if (firstChunk != null) {
			stages.put(Stage.FIRST_CHUNK, firstChunk);
		}
		return stages;
	}

	private void read(@Nullable ChatResponse whole) {
		if (whole != null && !this.ended.get()) {
			this.calls.quietly(() -> this.response.read(whole));
		}
	}

	private void end(LlmCall.Outcome outcome, @Nullable Throwable failure) {
		this.calls.forget(this);
		record(outcome, failure);
	}

	private void record(LlmCall.Outcome outcome, @Nullable Throwable failure) {
		if (this.ended.compareAndSet(false, true)) {
			this.calls.quietly(() -> this.calls
				.ended(new FinishedModelCall(this, complete(outcome, failure), failure, timing(), System.nanoTime())));
		}
	}

	private LlmCall.Outcome complete(LlmCall.Outcome outcome, @Nullable Throwable failure) {
		return new LlmCall.Outcome(outcome.status(), outcome.errorType(),
				(outcome.errorType() != null) ? Stage.MODEL : null, readable(failure));
	}

	// an exception can be anything: what it does not tell must not cost the record
	private LlmTransport readable(@Nullable Throwable failure) {
		AtomicReference<LlmTransport> transport = new AtomicReference<>(LlmTransport.UNKNOWN);
		this.calls.quietly(() -> transport.set(transport(failure)));
		return transport.get();
	}

	// the HTTP client knows best, then the exception, then what Spring AI passes on
	private LlmTransport transport(@Nullable Throwable failure) {
		LlmTransport transport = this.attempts.transport();
		if (transport.attempt() == null && failure != null) {
			transport = HttpFailure.transport(failure);
		}
		return transport.equals(LlmTransport.UNKNOWN) ? new LlmTransport(null, null, this.response.rateLimit())
				: transport;
	}

	private LlmCall.Timing timing() {
		Map<Stage, Duration> stages = stages();
		Duration duration = stages.getOrDefault(Stage.MODEL, Duration.ZERO);
		return new LlmCall.Timing(this.startedAt, duration, stages.get(Stage.FIRST_CHUNK),
				(this.origin.stream() && !this.origin.unseen()) ? Long.valueOf(this.chunks.get()) : null, stages);
	}

	private @Nullable Duration timeToFirstChunk() {
		if (this.chunks.get() > 0) {
			return Duration.ofNanos(this.firstChunkNanos - this.startedNanos);
		}
		long arrived = this.origin.unseen() ? this.attempts.firstBytesAt() : 0;
		return (arrived != 0) ? Duration.ofNanos(arrived - this.startedNanos) : null;
	}

}

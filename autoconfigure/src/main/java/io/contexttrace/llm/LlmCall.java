package io.contexttrace.llm;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

import io.contexttrace.BusinessContext;
import io.contexttrace.Step;
import org.jspecify.annotations.Nullable;

/**
 * One request to a model and its outcome, also when it failed or was cancelled; without
 * what was said, which is {@link RawContent}. What is not known is {@code null}, never
 * zero.
 *
 * @param ids the ids under which the call is found
 * @param context the context that the call was made for, if any
 * @param request what was asked of the model
 * @param response what the model answered, as far as it did
 * @param outcome how the call ended
 * @param timing when the call was made and how long it took
 * @param cost what the call cost
 */
public record LlmCall(Ids ids, @Nullable BusinessContext context, LlmRequest request, LlmResponse response,
		Outcome outcome, Timing timing, @Nullable Cost cost) {

	/**
	 * Create a call whose cost is not known.
	 * @param ids the ids under which the call is found
	 * @param context the context that the call was made for
	 * @param request what was asked of the model
	 * @param response what the model answered
	 * @param outcome how the call ended
	 * @param timing when the call was made and how long it took
	 */
	public LlmCall(Ids ids, @Nullable BusinessContext context, LlmRequest request, LlmResponse response,
			Outcome outcome, Timing timing) {
		this(ids, context, request, response, outcome, timing, null);
	}

	/**
	 * This call with a cost.
	 * @param cost what it cost
	 * @return the changed copy
	 */
	public LlmCall withCost(@Nullable Cost cost) {
		return new LlmCall(this.ids, this.context, this.request, this.response, this.outcome, this.timing, cost);
	}

	/**
	 * This call with another request.
	 * @param request what was asked of the model
	 * @return the changed copy
	 */
	public LlmCall withRequest(LlmRequest request) {
		return new LlmCall(this.ids, this.context, request, this.response, this.outcome, this.timing, this.cost);
	}

	/**
	 * This call as a step of its context.
	 * @return the step, or {@code null} if the call was made outside any context
	 */
	public @Nullable Step toStep() {
		return (this.context != null) ? new Step(this.context, this.request.operation(), this.timing.startedAt(),
				this.timing.duration(), this.outcome.status().toStepOutcome(), this.outcome.errorType()) : null;
	}

	/**
	 * The ids under which a call is found.
	 *
	 * @param requestId this prompt/response pair
	 * @param parentRequestId the user's call to a chat client, of which tool calls make
	 * several calls to the model
	 * @param conversationId the conversation in the chat memory
	 * @param traceId the trace, 32 hexadecimal digits
	 * @param spanId the span of the call, 16 hexadecimal digits
	 * @param xrayTraceId the trace in the form of AWS X-Ray
	 */
	public record Ids(String requestId, @Nullable String parentRequestId, @Nullable String conversationId,
			@Nullable String traceId, @Nullable String spanId, @Nullable String xrayTraceId) {

	}

	/**
	 * How a call ended.
	 *
	 * @param status whether it succeeded, and if not, in what way
	 * @param errorType the class of the failure
	 * @param errorStage where it failed
	 * @param transport what is known of its HTTP requests
	 */
	public record Outcome(LlmCallStatus status, @Nullable String errorType, @Nullable Stage errorStage,
			LlmTransport transport) {

		/**
		 * Create an outcome of which nothing else is known.
		 * @param status whether it succeeded, and if not, in what way
		 * @param errorType the class of the failure
		 */
		public Outcome(LlmCallStatus status, @Nullable String errorType) {
			this(status, errorType, null, LlmTransport.UNKNOWN);
		}

	}

	/**
	 * When a call was made and how long it took.
	 *
	 * @param startedAt when it was made
	 * @param duration until it ended
	 * @param timeToFirstChunk until the first chunk of a stream arrived
	 * @param chunks how many chunks a stream had
	 * @param stages how long each stage took, as far as is known
	 */
	public record Timing(Instant startedAt, Duration duration, @Nullable Duration timeToFirstChunk,
			@Nullable Long chunks, Map<Stage, Duration> stages) {

		/**
		 * Create a timing.
		 * @param startedAt when the call was made
		 * @param duration until it ended
		 * @param timeToFirstChunk until the first chunk of a stream arrived
		 * @param chunks how many chunks a stream had
		 * @param stages how long each stage took
		 */
		public Timing {
			stages = stages.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(stages));
		}

		/**
		 * Create a timing whose stages are not known.
		 * @param startedAt when the call was made
		 * @param duration until it ended
		 * @param timeToFirstChunk until the first chunk of a stream arrived
		 * @param chunks how many chunks a stream had
		 */
		public Timing(Instant startedAt, Duration duration, @Nullable Duration timeToFirstChunk,
				@Nullable Long chunks) {
			this(startedAt, duration, timeToFirstChunk, chunks, Map.of());
		}

	}

}

package io.contexttrace.ai;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.contexttrace.ContextIdGenerator;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.FaultBarrier;
import io.contexttrace.TraceReference;
import io.contexttrace.llm.ContentCapture;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallRecorder;
import io.contexttrace.llm.LlmRequest;
import io.contexttrace.llm.LlmResponse;
import io.contexttrace.propagation.ObservationSpans;
import io.contexttrace.propagation.SpanReference;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * The calls to models that are under way. Each of them becomes one record when it ends,
 * whoever saw it. Safe for use by several threads.
 */
public final class ModelCalls {

	private final CurrentContext contexts;

	private final Supplier<LlmCallRecorder> recorder;

	private final ContentCapture capture;

	private final ObservationSpans spans;

	private final FaultBarrier barrier = new FaultBarrier();

	private final ContextIdGenerator ids = ContextIdGenerator.uuidV7();

	private final Map<String, ModelCall> underWay = new ConcurrentHashMap<>();

	/**
	 * Create an instance.
	 * @param contexts binds the request id
	 * @param recorder gives who takes the finished calls; asked for when the first one
	 * has ended, because those who hear of calls may make calls themselves
	 * @param capture how much of what is said goes on record
	 * @param spans finds the span of a call
	 */
	public ModelCalls(CurrentContext contexts, Supplier<LlmCallRecorder> recorder, ContentCapture capture,
			ObservationSpans spans) {
		this.contexts = contexts;
		this.recorder = recorder;
		this.capture = capture;
		this.spans = spans;
	}

	/**
	 * Find a call that is under way.
	 * @param requestId identifies the call
	 * @return the call, or {@code null} if there is none
	 */
	public @Nullable ModelCall find(@Nullable String requestId) {
		return (requestId != null) ? this.underWay.get(requestId) : null;
	}

	/**
	 * How many calls are under way.
	 * @return the number
	 */
	public int size() {
		return this.underWay.size();
	}

	String newRequestId() {
		return this.ids.generate().value();
	}

	/**
	 * Do something about a call that must not disturb it.
	 * @param action what to do
	 */
	void quietly(Runnable action) {
		this.barrier.run(this, action);
	}

	ModelCall start(ContextSnapshot outside, Prompt prompt, boolean stream, UserCall userCall) {
		String requestId = newRequestId();
		return start(new ModelCallOrigin(requestId, userCall.requestId(), userCall.conversationId(), prompt, stream,
				false, this.contexts.withRequest(outside, requestId)));
	}

	ModelCall startUnseen(ChatModelObservationContext observed) {
		ContextSnapshot outside = CurrentContext.capture();
		ModelCall around = find(outside.requestId());
		String parent = (around != null) ? around.origin().parentRequestId() : outside.requestId();
		String requestId = newRequestId();
		ModelCall call = start(new ModelCallOrigin(requestId, parent, null, observed.getRequest(),
				observed.isStreaming(), observed.isStreaming(), this.contexts.withRequest(outside, requestId)));
		call.observedBy(observed);
		return call;
	}

	void ended(ModelCall call, LlmCall.Outcome outcome, @Nullable Throwable failure, LlmCall.Timing timing) {
		LlmCall finished;
		try {
			finished = finished(call, outcome, timing);
		}
		catch (RuntimeException | LinkageError ex) {
			this.barrier.report(this, ex);
			finished = new LlmCall(ids(call.origin(), null), call.origin().inside().context(),
					RequestReader.read(null, null, call.origin().stream()), LlmResponse.NONE, outcome, timing);
		}
		this.recorder.get().record(finished, new ModelCallContent(call.prompt(), call.response(), failure));
	}

	private LlmCall finished(ModelCall call, LlmCall.Outcome outcome, LlmCall.Timing timing) {
		ModelCallOrigin origin = call.origin();
		ChatModelObservationContext observed = call.observed();
		LlmRequest request = RequestReader.read(call.prompt().getOptions(),
				(observed != null) ? observed.getOperationMetadata().provider() : null, origin.stream());
		return new LlmCall(ids(origin, observed), origin.inside().context(), request, call.response().response(),
				outcome, timing);
	}

	void forget(ModelCall call) {
		this.underWay.remove(call.requestId());
	}

	private ModelCall start(ModelCallOrigin origin) {
		ModelCall call = new ModelCall(this, origin, new ResponseReader(this.capture));
		this.underWay.put(origin.requestId(), call);
		return call;
	}

	private LlmCall.Ids ids(ModelCallOrigin origin, @Nullable ChatModelObservationContext observed) {
		SpanReference span = (observed != null) ? this.spans.of(observed) : null;
		TraceReference trace = origin.inside().trace();
		String traceId = (span != null) ? span.traceId() : ((trace != null) ? trace.traceId() : null);
		return new LlmCall.Ids(origin.requestId(), origin.parentRequestId(), origin.conversationId(), traceId,
				(span != null) ? span.spanId() : null, (trace != null) ? trace.xrayTraceId() : null);
	}

}

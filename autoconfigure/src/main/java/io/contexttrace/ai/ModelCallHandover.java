package io.contexttrace.ai;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.contexttrace.FaultBarrier;
import io.contexttrace.TraceReference;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallRecorder;
import io.contexttrace.llm.LlmRequest;
import io.contexttrace.llm.LlmResponse;
import io.contexttrace.propagation.ObservationSpans;
import io.contexttrace.propagation.SpanReference;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.observation.ChatModelObservationContext;

/**
 * Words a finished call as records do, and gives it to the recorder: whole, or, where it
 * cannot be read, with its ids and its outcome at least. Safe for use by several threads.
 */
final class ModelCallHandover implements Consumer<FinishedModelCall> {

	private final Supplier<LlmCallRecorder> recorder;

	private final ObservationSpans spans;

	private final FaultBarrier barrier;

	private final UnreportedUsage unreported = new UnreportedUsage();

	ModelCallHandover(Supplier<LlmCallRecorder> recorder, ObservationSpans spans, FaultBarrier barrier) {
		this.recorder = recorder;
		this.spans = spans;
		this.barrier = barrier;
	}

	@Override
	public void accept(FinishedModelCall finished) {
		LlmCall call;
		try {
			call = whole(finished);
			this.unreported.check(call);
		}
		catch (RuntimeException | LinkageError ex) {
			this.barrier.report(this, ex);
			call = bare(finished);
		}
		ModelCall source = finished.call();
		this.recorder.get().record(call, new ModelCallContent(source.input(), source.response(), finished.failure()));
	}

	private LlmCall whole(FinishedModelCall finished) {
		ModelCall call = finished.call();
		ModelCallOrigin origin = call.origin();
		ChatModelObservationContext observed = call.observed();
		LlmRequest request = RequestReader.read(call.input(),
				(observed != null) ? observed.getOperationMetadata().provider() : null, origin.stream());
		Observation.Context seen = (observed != null) ? observed : origin.observedUserCall();
		return new LlmCall(ids(origin, (seen != null) ? this.spans.of(seen) : null), origin.inside().context(), request,
				call.response().response(), finished.outcome(), finished.timing());
	}

	private static LlmCall bare(FinishedModelCall finished) {
		ModelCallOrigin origin = finished.call().origin();
		return new LlmCall(ids(origin, null), origin.inside().context(),
				new LlmRequest(RequestReader.CHAT, null, null, origin.stream(), Map.of()), LlmResponse.NONE,
				finished.outcome(), finished.timing());
	}

	private static LlmCall.Ids ids(ModelCallOrigin origin, @Nullable SpanReference span) {
		TraceReference trace = origin.inside().trace();
		String traceId = (span != null) ? span.traceId() : ((trace != null) ? trace.traceId() : null);
		return new LlmCall.Ids(origin.requestId(), origin.parentRequestId(), origin.conversationId(), traceId,
				(span != null) ? span.spanId() : null, (trace != null) ? trace.xrayTraceId() : null);
	}

}

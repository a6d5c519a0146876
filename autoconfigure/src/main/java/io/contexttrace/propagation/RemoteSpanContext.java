package io.contexttrace.propagation;

import io.contexttrace.header.ReceivedTrace;
import io.contexttrace.header.SamplingDecision;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;

/**
 * A received trace as the parent of a span. It differs from OpenTelemetry's own in two
 * respects, which X-Ray needs: the sender may have no span, and may leave the decision on
 * recording to the receiver. A span below a sender without a span goes on in the trace,
 * and has no parent.
 *
 * @param trace the received trace
 * @param traceState what vendors say of it
 */
record RemoteSpanContext(ReceivedTrace trace, TraceState traceState) implements SpanContext {

	static final String NO_SPAN = SpanId.getInvalid();

	private static final int SAMPLED = 1;

	private static final int RANDOM = 2;

	boolean isUndecided() {
		return this.trace.sampling() == SamplingDecision.UNDECIDED;
	}

	boolean hasSpan() {
		return this.trace.spanId() != null;
	}

	@Override
	public String getTraceId() {
		return this.trace.traceId();
	}

	@Override
	public String getSpanId() {
		return (this.trace.spanId() != null) ? this.trace.spanId() : NO_SPAN;
	}

	@Override
	public TraceFlags getTraceFlags() {
		int sampled = (this.trace.sampling() == SamplingDecision.SAMPLED) ? SAMPLED : 0;
		return TraceFlags.fromByte((byte) (sampled | (this.trace.randomId() ? RANDOM : 0)));
	}

	@Override
	public TraceState getTraceState() {
		return this.traceState;
	}

	// the SDK takes the trace id of a valid parent only
	@Override
	public boolean isValid() {
		return true;
	}

	@Override
	public boolean isRemote() {
		return true;
	}

}

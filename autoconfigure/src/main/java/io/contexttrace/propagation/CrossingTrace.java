package io.contexttrace.propagation;

import java.util.Map;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.TraceReference;
import io.contexttrace.header.XRayTraceHeader;
import org.jspecify.annotations.Nullable;

/**
 * The trace of work that crosses a border.
 *
 * @param contexts makes snapshots
 * @param tracing starts spans and writes their ids
 * @param spans finds the current span
 */
public record CrossingTrace(CurrentContext contexts, WorkTracing tracing, SpanReference.Source spans) {

	/**
	 * What received work holds inside the current span.
	 * @param received what it held before
	 * @param continued the received trace that the span belongs to, if it is one
	 * @return the same with the span's trace, if there is a span
	 */
	public ContextSnapshot inSpan(ContextSnapshot received, @Nullable TraceReference continued) {
		BusinessContext context = received.context();
		SpanReference span = this.spans.current();
		return (context != null && span != null)
				? this.contexts.withContext(received, context, reference(continued, span)) : received;
	}

	/**
	 * What goes on with something that is sent. Received trace headers do not, if there
	 * is a span whose tracer writes them.
	 * @param held what the thread holds
	 * @return what is to be written
	 */
	ContextSnapshot toSend(ContextSnapshot held) {
		TraceReference trace = held.trace();
		return (trace != null && !trace.headers().isEmpty()) ? inSpan(held, trace) : held;
	}

	/**
	 * The trace of work that goes on under a span. Its id in the form of AWS X-Ray is the
	 * received one where an {@code X-Amzn-Trace-Id} came. What has been received is not
	 * sent on, because the tracer writes the trace's headers itself.
	 * @param received the trace that the caller named
	 * @param span the span
	 * @return the reference
	 */
	public static TraceReference reference(@Nullable TraceReference received, SpanReference span) {
		return new TraceReference(span.traceId(), xrayTraceId(received, span), span.sampled(), Map.of(),
				(received != null) ? received.xrayFields() : null);
	}

	// where only a traceparent came, it is for the tracer to say whether it goes on with
	// it
	private static String xrayTraceId(@Nullable TraceReference received, SpanReference span) {
		return (received != null && received.xrayFields() != null) ? received.xrayTraceId()
				: XRayTraceHeader.rootOf(span.traceId());
	}

}

package io.contexttrace.propagation;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.TraceReference;
import io.contexttrace.header.SamplingDecision;
import io.contexttrace.header.XRayTraceHeader;
import org.jspecify.annotations.Nullable;

/**
 * The trace in the form that AWS carries beside a message or an invocation. It is always
 * worded anew: AWS refuses a message whose trace header it does not like.
 *
 * @param spans finds the current span
 */
public record AwsTraceHeader(SpanReference.Source spans) {

	/**
	 * What to send from this thread.
	 * @param snapshot what the thread holds
	 * @return the header, or {@code null} if no trace is known
	 */
	public @Nullable String value(ContextSnapshot snapshot) {
		SpanReference span = this.spans.current();
		TraceReference held = snapshot.trace();
		if (span != null) {
			String fields = (held != null) ? held.xrayFieldsOf(span.traceId()) : "";
			return XRayTraceHeader.format(XRayTraceHeader.rootOf(span.traceId()), span.spanId(),
					SamplingDecision.of(span.sampled()), fields);
		}
		return (held != null) ? XRayTraceHeader.format(held) : null;
	}

}

package io.contexttrace.carrier.sqs;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.TraceReference;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.SamplingDecision;
import io.contexttrace.header.XRayTraceHeader;
import io.contexttrace.propagation.SpanReference;
import org.jspecify.annotations.Nullable;

/**
 * The trace in the form that AWS carries beside a message. It is always worded anew: AWS
 * refuses a message whose trace header it does not like.
 *
 * @param spans finds the current span
 */
record AwsTraceHeader(SpanReference.Source spans) {

	/**
	 * What to send from this thread.
	 * @param snapshot what the thread holds
	 * @return the header, or {@code null} if no trace is known
	 */
	@Nullable String value(ContextSnapshot snapshot) {
		SpanReference span = this.spans.current();
		TraceReference held = snapshot.trace();
		if (span != null) {
			String fields = (held != null && held.xrayFields() != null) ? held.xrayFields() : "";
			return XRayTraceHeader.format(XRayTraceHeader.rootOf(span.traceId()), span.spanId(),
					SamplingDecision.of(span.sampled()), fields);
		}
		return (held != null) ? passedOn(held) : null;
	}

	private static String passedOn(TraceReference held) {
		XRayTraceHeader received = XRayTraceHeader.parse(held.headers().get(HeaderNames.XRAY_TRACE));
		return (received != null)
				? XRayTraceHeader.format(received.root(), received.parent(), received.sampling(), received.fields())
				: XRayTraceHeader.format(held.xrayTraceId(), null, held.sampled());
	}

}

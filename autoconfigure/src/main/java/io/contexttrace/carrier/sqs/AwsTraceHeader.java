package io.contexttrace.carrier.sqs;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.TraceReference;
import io.contexttrace.header.TraceParentHeader;
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
		String received = (held != null) ? held.xrayTraceId() : null;
		if (span != null) {
			String root = XRayTraceHeader.rootOf(span.traceId());
			if (received == null || received.equals(root)) {
				return XRayTraceHeader.format(root, span.spanId(), span.sampled());
			}
		}
		return (held != null && received != null) ? XRayTraceHeader.format(received, null, held.sampled()) : null;
	}

	/**
	 * What the header means in the form of W3C trace context.
	 * @param value the received header
	 * @return the same as a {@code traceparent}, or {@code null} if it names no span
	 */
	static @Nullable String toTraceParent(@Nullable String value) {
		XRayTraceHeader header = XRayTraceHeader.parse(value);
		String parentId = (header != null) ? header.parentId() : null;
		return (header != null && parentId != null)
				? TraceParentHeader.format(header.traceId(), parentId, header.isSampled()) : null;
	}

}

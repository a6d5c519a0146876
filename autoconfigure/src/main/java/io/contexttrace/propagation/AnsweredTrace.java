package io.contexttrace.propagation;

import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import io.contexttrace.TraceReference;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.HeaderSetter;
import io.contexttrace.header.XRayTraceHeader;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a request is answered with: that of the server's span, without a tracer
 * the one that the caller named, or else a new one.
 *
 * @param trace the trace
 * @param spanId the server's span, or {@code null} without a tracer
 */
public record AnsweredTrace(TraceReference trace, @Nullable String spanId) {

	private static final HexFormat HEX = HexFormat.of();

	/**
	 * Find the trace that a request is answered with.
	 * @param received the trace that the caller named, if he did
	 * @param span the server's span, if there is one
	 * @return the trace
	 */
	public static AnsweredTrace of(@Nullable TraceReference received, @Nullable SpanReference span) {
		if (span != null) {
			return new AnsweredTrace(CrossingTrace.reference(received, span), span.spanId());
		}
		return new AnsweredTrace((received != null) ? received : newTrace(), null);
	}

	/**
	 * Write the response's headers.
	 * @param <C> the type of the response or its headers
	 * @param response what is written to
	 * @param setter sets a header
	 */
	public <C> void write(C response, HeaderSetter<C> setter) {
		setter.set(response, HeaderNames.TRACE_ID, this.trace.traceId());
		// a parent belongs to the trace that it is named with
		String parent = this.trace.isSameInXRay() ? this.spanId : null;
		setter.set(response, HeaderNames.XRAY_TRACE,
				XRayTraceHeader.format(this.trace.xrayTraceId(), parent, this.trace.sampled()));
	}

	private static TraceReference newTrace() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		String traceId = HEX.toHexDigits(random.nextLong() | 1) + HEX.toHexDigits(random.nextLong());
		return new TraceReference(traceId, XRayTraceHeader.rootOf(traceId), false, Map.of());
	}

}

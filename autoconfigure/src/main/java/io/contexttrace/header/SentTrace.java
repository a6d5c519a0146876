package io.contexttrace.header;

import org.jspecify.annotations.Nullable;

/**
 * The trace that goes on with what is sent.
 *
 * @param traceId the trace id, 32 lower-case hexadecimal digits
 * @param spanId the span that the work goes on under, 16 lower-case hexadecimal digits
 * @param flags the flags of W3C trace context: bit 0 for recorded, bit 1 for a random
 * trace id
 * @param traceState what vendors say in W3C trace context, {@code null} or empty for
 * nothing
 * @param xrayFields what else an {@code X-Amzn-Trace-Id} is to have, empty for nothing
 */
public record SentTrace(String traceId, String spanId, byte flags, @Nullable String traceState, String xrayFields) {

	/**
	 * Whether the trace is recorded.
	 * @return {@code true} if it is
	 */
	public boolean sampled() {
		return (this.flags & 1) != 0;
	}

}

package io.contexttrace.header;

import org.jspecify.annotations.Nullable;

/**
 * A trace that the sender of a request has named, in whatever format.
 *
 * @param traceId the trace id, 32 lower-case hexadecimal digits, not all zero
 * @param spanId the sender's span, 16 lower-case hexadecimal digits, not all zero; or
 * {@code null} where the sender has none, as load balancers of AWS
 * @param sampling what the sender has decided on recording the trace
 * @param randomId whether the sender says that the trace id is random, as the flag of W3C
 * trace context does
 * @param traceState what vendors say in W3C trace context, if it came along and is valid
 * @param xrayFields what else an {@code X-Amzn-Trace-Id} had, empty if nothing
 */
public record ReceivedTrace(String traceId, @Nullable String spanId, SamplingDecision sampling, boolean randomId,
		@Nullable String traceState, String xrayFields) {

	static ReceivedTrace of(String traceId, @Nullable String spanId, SamplingDecision sampling) {
		return new ReceivedTrace(traceId, spanId, sampling, false, null, "");
	}

}

package io.contexttrace;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The trace that the current work belongs to, held beside the context so that it is known
 * also without a tracer.
 *
 * @param traceId the trace id, 32 lower-case hexadecimal digits, as in W3C trace context
 * @param xrayTraceId the id under which AWS X-Ray knows the trace,
 * {@code 1-8 hex-24 hex}; the received one where the caller sent an
 * {@code X-Amzn-Trace-Id}
 * @param sampled whether the trace is recorded, as far as is known
 * @param headers received trace headers that no tracer sends on, by name
 * @param xrayFields what else a received {@code X-Amzn-Trace-Id} had, such as
 * {@code Lineage}, to be sent on in that header alone; empty if nothing, {@code null} if
 * no such header came
 */
public record TraceReference(String traceId, String xrayTraceId, boolean sampled, Map<String, String> headers,
		@Nullable String xrayFields) {

	/**
	 * Create a reference.
	 * @param traceId the trace id
	 * @param xrayTraceId the id in the form of AWS X-Ray
	 * @param sampled whether the trace is recorded
	 * @param headers the headers to send on
	 * @param xrayFields what else {@code X-Amzn-Trace-Id} had
	 */
	public TraceReference {
		headers = Map.copyOf(headers);
	}

	/**
	 * Create a reference to a trace that came without a header of X-Ray.
	 * @param traceId the trace id
	 * @param xrayTraceId the id in the form of AWS X-Ray
	 * @param sampled whether the trace is recorded
	 * @param headers the headers to send on
	 */
	public TraceReference(String traceId, String xrayTraceId, boolean sampled, Map<String, String> headers) {
		this(traceId, xrayTraceId, sampled, headers, null);
	}

	/**
	 * What else {@code X-Amzn-Trace-Id} is to have that names a trace.
	 * @param traceId the trace id, 32 lower-case hexadecimal digits
	 * @return the received fields if they came with this trace, or else an empty text
	 */
	public String xrayFieldsOf(String traceId) {
		return (this.xrayFields != null && isSameInXRay() && this.traceId.equals(traceId)) ? this.xrayFields : "";
	}

	/**
	 * Whether AWS X-Ray knows the trace under the id that it has here, too. It does not
	 * where a load balancer has given a request another one.
	 * @return {@code true} if both ids are the same
	 */
	public boolean isSameInXRay() {
		return this.xrayTraceId.regionMatches(2, this.traceId, 0, 8)
				&& this.xrayTraceId.regionMatches(11, this.traceId, 8, 24);
	}

}

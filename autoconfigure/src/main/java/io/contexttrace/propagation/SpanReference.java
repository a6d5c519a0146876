package io.contexttrace.propagation;

import org.jspecify.annotations.Nullable;

/**
 * The span that work goes on under.
 *
 * @param traceId the trace id, 32 lower-case hexadecimal digits
 * @param spanId the span id, 16 lower-case hexadecimal digits
 * @param sampled whether the trace is recorded
 */
public record SpanReference(String traceId, String spanId, boolean sampled) {

	/**
	 * Finds the span that the current thread works under.
	 */
	@FunctionalInterface
	public interface Source {

		/**
		 * The current span.
		 * @return the span, or {@code null} if there is none
		 */
		@Nullable SpanReference current();

		/**
		 * A source for applications without a tracer.
		 * @return a source that never finds a span
		 */
		static Source none() {
			return () -> null;
		}

	}

}

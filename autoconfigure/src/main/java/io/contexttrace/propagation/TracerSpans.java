package io.contexttrace.propagation;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the current span by asking Micrometer's tracer.
 *
 * @param tracer the application's tracer
 */
public record TracerSpans(Tracer tracer) implements SpanReference.Source {

	private static final int TRACE_ID_LENGTH = 32;

	private static final String NO_SPAN = "0".repeat(16);

	@Override
	public @Nullable SpanReference current() {
		Span span = this.tracer.currentSpan();
		return (span != null) ? reference(span) : null;
	}

	/**
	 * The reference to a span.
	 * @param span the span
	 * @return the reference, or {@code null} if the span belongs to no trace, or stands
	 * for a sender that has none
	 */
	public static @Nullable SpanReference reference(Span span) {
		TraceContext context = span.context();
		return (context.traceId().length() == TRACE_ID_LENGTH && !context.spanId().equals(NO_SPAN))
				? new SpanReference(context.traceId(), context.spanId(), Boolean.TRUE.equals(context.sampled())) : null;
	}

}

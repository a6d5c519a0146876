package io.contexttrace.propagation;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.jspecify.annotations.Nullable;

/**
 * Finds the span that Micrometer's tracing has attached to an observation.
 */
public final class TracedObservationSpans implements ObservationSpans {

	@Override
	public @Nullable SpanReference of(Observation.ContextView context) {
		TracingContext tracing = context.get(TracingContext.class);
		Span span = (tracing != null) ? tracing.getSpan() : null;
		return (span != null) ? TracerSpans.reference(span) : null;
	}

}

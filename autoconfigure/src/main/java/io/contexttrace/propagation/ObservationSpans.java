package io.contexttrace.propagation;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Finds the span that belongs to an observation.
 */
@FunctionalInterface
public interface ObservationSpans {

	/**
	 * The span of an observation.
	 * @param context the observation's context
	 * @return the span, or {@code null} if it has none
	 */
	@Nullable SpanReference of(Observation.ContextView context);

	/**
	 * For applications without a tracer.
	 * @return an instance that never finds a span
	 */
	static ObservationSpans none() {
		return (context) -> null;
	}

}

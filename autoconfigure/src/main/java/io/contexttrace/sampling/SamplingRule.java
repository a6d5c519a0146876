package io.contexttrace.sampling;

import java.util.function.Predicate;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextSnapshot;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/**
 * Who decides on the traces of some work.
 *
 * @param work tells the work by what its thread holds; does not throw
 * @param sampler decides on it
 */
public record SamplingRule(Predicate<ContextSnapshot> work, Sampler sampler) {

	/**
	 * Work that is done for contexts of a kind.
	 * @param kind the kind
	 * @return tells such work
	 */
	public static Predicate<ContextSnapshot> kind(String kind) {
		return (held) -> {
			BusinessContext context = held.context();
			return context != null && kind.equals(context.kind());
		};
	}

}

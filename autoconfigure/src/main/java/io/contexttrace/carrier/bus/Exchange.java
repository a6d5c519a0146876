package io.contexttrace.carrier.bus;

import org.jspecify.annotations.Nullable;

/**
 * Hands an envelope to a bus that answers. What it throws passes through unchanged.
 *
 * @param <E> the type of the envelope
 * @param <T> the type of the answer
 * @param <X> what it can throw; where a lambda throws nothing that is checked, the
 * compiler takes {@link RuntimeException}
 */
@FunctionalInterface
public interface Exchange<E, T extends @Nullable Object, X extends Throwable> {

	/**
	 * Hand the envelope over.
	 * @param envelope the envelope, with all metadata
	 * @return the answer
	 * @throws X what the bus throws
	 */
	T deliver(E envelope) throws X;

}

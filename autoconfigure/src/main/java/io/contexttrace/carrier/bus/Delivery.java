package io.contexttrace.carrier.bus;

/**
 * Hands an envelope to a bus. What it throws passes through unchanged.
 *
 * @param <E> the type of the envelope
 * @param <X> what it can throw; where a lambda throws nothing that is checked, the
 * compiler takes {@link RuntimeException}
 */
@FunctionalInterface
public interface Delivery<E, X extends Throwable> {

	/**
	 * Hand the envelope over.
	 * @param envelope the envelope, with all metadata
	 * @throws X what the bus throws
	 */
	void deliver(E envelope) throws X;

}

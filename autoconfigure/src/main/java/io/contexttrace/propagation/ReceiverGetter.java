package io.contexttrace.propagation;

import io.contexttrace.header.HeaderGetter;
import io.micrometer.observation.transport.Propagator;
import org.jspecify.annotations.Nullable;

/**
 * Reads headers for Micrometer's observations.
 *
 * @param <C> the type of the carrier
 * @param getter reads the carrier's headers
 */
record ReceiverGetter<C>(HeaderGetter<C> getter) implements Propagator.Getter<C> {

	@Override
	public @Nullable String get(C carrier, String key) {
		return this.getter.get(carrier, key);
	}

	@Override
	public Iterable<String> getAll(C carrier, String key) {
		return this.getter.getAll(carrier, key);
	}

}

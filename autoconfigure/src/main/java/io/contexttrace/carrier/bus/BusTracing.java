package io.contexttrace.carrier.bus;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.contexttrace.propagation.ContextCrossing;
import org.jspecify.annotations.Nullable;

/**
 * Makes the bean that traces a bus of the application's own. Safe for use by several
 * threads.
 */
public final class BusTracing {

	private final ContextCrossing crossing;

	/**
	 * Create an instance.
	 * @param crossing takes the contexts over the buses
	 */
	public BusTracing(ContextCrossing crossing) {
		this.crossing = crossing;
	}

	/**
	 * Trace a bus.
	 * @param <E> the type of the envelopes
	 * @param name what the bus is called; one of few, because it becomes a metric tag
	 * where metadata is refused
	 * @param metadata reads and adds to the metadata of an envelope
	 * @return the traced bus
	 */
	public <E> TracedBus<E> bus(String name, EnvelopeMetadata<E> metadata) {
		return new TracedBus<>(name, new EnvelopeHeaders<>(metadata), this.crossing);
	}

	/**
	 * Trace a bus.
	 * @param <E> the type of the envelopes
	 * @param name what the bus is called; one of few, because it becomes a metric tag
	 * where metadata is refused
	 * @param read gives the metadata of an envelope
	 * @param add gives an envelope with more metadata, given what to add
	 * @return the traced bus
	 */
	public <E> TracedBus<E> bus(String name, Function<E, ? extends @Nullable Map<String, ?>> read,
			BiFunction<E, Map<String, String>, E> add) {
		return bus(name, new EnvelopeMetadata<>() {

			@Override
			public @Nullable Map<String, ?> read(E envelope) {
				return read.apply(envelope);
			}

			@Override
			public E add(E envelope, Map<String, String> entries) {
				return add.apply(envelope, entries);
			}

		});
	}

}

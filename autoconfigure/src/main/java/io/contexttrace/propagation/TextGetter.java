package io.contexttrace.propagation;

import java.util.Collections;
import java.util.Iterator;

import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;

/**
 * Reads headers that are texts, and nothing of others: the getter of Spring AMQP throws
 * where a header is no text.
 *
 * @param <C> the type of the carrier
 * @param delegate reads the carrier's headers
 */
record TextGetter<C>(TextMapGetter<C> delegate) implements TextMapGetter<C> {

	@Override
	public Iterable<String> keys(C carrier) {
		return this.delegate.keys(carrier);
	}

	@Override
	public @Nullable String get(@Nullable C carrier, String key) {
		try {
			return this.delegate.get(carrier, key);
		}
		catch (ClassCastException ex) {
			return null;
		}
	}

	@Override
	public Iterator<String> getAll(@Nullable C carrier, String key) {
		try {
			return this.delegate.getAll(carrier, key);
		}
		catch (ClassCastException ex) {
			return Collections.emptyIterator();
		}
	}

}

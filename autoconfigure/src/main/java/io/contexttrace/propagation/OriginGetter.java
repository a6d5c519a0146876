package io.contexttrace.propagation;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;

import io.contexttrace.header.HeaderGetter;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;

/**
 * Reads headers for OpenTelemetry's propagators.
 *
 * @param <C> the type of the carrier
 * @param getter reads the carrier's headers
 */
record OriginGetter<C>(HeaderGetter<C> getter) implements TextMapGetter<C> {

	@Override
	public Iterable<String> keys(C carrier) {
		return List.of();
	}

	@Override
	public @Nullable String get(@Nullable C carrier, String key) {
		return (carrier != null) ? this.getter.get(carrier, key) : null;
	}

	@Override
	public Iterator<String> getAll(@Nullable C carrier, String key) {
		return (carrier != null) ? this.getter.getAll(carrier, key).iterator() : Collections.emptyIterator();
	}

}

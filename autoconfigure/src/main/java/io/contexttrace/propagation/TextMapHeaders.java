package io.contexttrace.propagation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.contexttrace.header.HeaderGetter;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;

/**
 * Reads the headers of whatever OpenTelemetry can read.
 *
 * @param <C> the type of the carrier
 * @param getter reads the carrier's headers
 */
record TextMapHeaders<C>(TextMapGetter<C> getter) implements HeaderGetter<C> {

	@Override
	public @Nullable String get(C carrier, String name) {
		return this.getter.get(carrier, name);
	}

	@Override
	public Iterable<String> getAll(C carrier, String name) {
		List<String> values = new ArrayList<>(1);
		this.getter.getAll(carrier, name).forEachRemaining(values::add);
		return values;
	}

	@Override
	public boolean isRepeated(C carrier, String name) {
		Iterator<String> values = this.getter.getAll(carrier, name);
		if (values.hasNext()) {
			values.next();
		}
		return values.hasNext();
	}

}

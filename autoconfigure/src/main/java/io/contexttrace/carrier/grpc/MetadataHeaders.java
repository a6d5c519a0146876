package io.contexttrace.carrier.grpc;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.contexttrace.header.HeaderGetter;
import io.contexttrace.header.HeaderSetter;
import io.grpc.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes entries of metadata as headers. An entry whose name gRPC does not
 * allow for a text is never there. Safe for use by several threads.
 */
final class MetadataHeaders implements HeaderGetter<Metadata>, HeaderSetter<Metadata> {

	static final MetadataHeaders INSTANCE = new MetadataHeaders();

	// the names are those that are configured, and so few
	private final Map<String, Optional<Metadata.Key<String>>> keys = new ConcurrentHashMap<>();

	@Override
	public @Nullable String get(Metadata metadata, String name) {
		Iterator<String> values = values(metadata, name);
		return values.hasNext() ? values.next() : null;
	}

	@Override
	public Iterable<String> getAll(Metadata metadata, String name) {
		return () -> values(metadata, name);
	}

	@Override
	public boolean isRepeated(Metadata metadata, String name) {
		Iterator<String> values = values(metadata, name);
		if (values.hasNext()) {
			values.next();
		}
		return values.hasNext();
	}

	@Override
	public void set(Metadata metadata, String name, String value) {
		key(name).ifPresent((key) -> {
			metadata.removeAll(key);
			metadata.put(key, value);
		});
	}

	void remove(Metadata metadata, String name) {
		key(name).ifPresent(metadata::removeAll);
	}

	private Iterator<String> values(Metadata metadata, String name) {
		return key(name).<Iterable<String>>map(metadata::getAll).orElseGet(List::of).iterator();
	}

	private Optional<Metadata.Key<String>> key(String name) {
		return this.keys.computeIfAbsent(name, MetadataHeaders::parse);
	}

	private static Optional<Metadata.Key<String>> parse(String name) {
		try {
			return Optional.of(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}

package io.contexttrace.header;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads headers from the metadata of an envelope, whatever it holds: texts, and numbers
 * that a serializer has made of them, as they are; of a collection the first value. The
 * case of a name does not count. What is none of these is no text that can be an id, and
 * so is refused where it is read.
 */
public enum MetadataGetter implements HeaderGetter<Map<String, ?>> {

	/**
	 * The one instance.
	 */
	INSTANCE;

	private static final String NO_TEXT = "";

	@Override
	public @Nullable String get(Map<String, ?> metadata, String name) {
		return text(find(metadata, name));
	}

	@Override
	public Iterable<String> getAll(Map<String, ?> metadata, String name) {
		Object found = find(metadata, name);
		List<String> all = new ArrayList<>();
		for (Object value : (found instanceof Collection<?> values) ? values : Collections.singleton(found)) {
			String text = text(value);
			if (text != null) {
				all.add(text);
			}
		}
		return all;
	}

	@Override
	public boolean isRepeated(Map<String, ?> metadata, String name) {
		return find(metadata, name) instanceof Collection<?> values && values.size() > 1;
	}

	private static @Nullable Object find(Map<String, ?> metadata, String name) {
		Object value = metadata.get(name);
		if (value != null) {
			return value;
		}
		for (Map.Entry<String, ?> entry : metadata.entrySet()) {
			if (name.equalsIgnoreCase(entry.getKey())) {
				return entry.getValue();
			}
		}
		return null;
	}

	private static @Nullable String text(@Nullable Object value) {
		if (value instanceof Collection<?> values) {
			return values.isEmpty() ? null : text(values.iterator().next());
		}
		if (value == null || value instanceof String) {
			return (String) value;
		}
		return (value instanceof Number || value instanceof CharSequence) ? value.toString() : NO_TEXT;
	}

}

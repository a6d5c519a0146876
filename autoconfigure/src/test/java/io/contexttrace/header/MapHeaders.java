package io.contexttrace.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A carrier that is nothing but its headers.
 */
final class MapHeaders {

	private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	static MapHeaders of(String... namesAndValues) {
		MapHeaders headers = new MapHeaders();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			headers.add(namesAndValues[i], namesAndValues[i + 1]);
		}
		return headers;
	}

	void add(String name, String value) {
		this.values.computeIfAbsent(name, (key) -> new ArrayList<>()).add(value);
	}

	Set<String> names() {
		return this.values.keySet();
	}

	@Nullable String get(String name) {
		List<String> found = this.values.get(name);
		return (found != null) ? found.get(0) : null;
	}

	void set(String name, String value) {
		this.values.put(name, List.of(value));
	}

	Map<String, String> toMap() {
		Map<String, String> map = new TreeMap<>();
		this.values.forEach((name, all) -> map.put(name, String.join(",", all)));
		return map;
	}

	/**
	 * Reads them.
	 */
	static final class Getter implements HeaderGetter<MapHeaders> {

		@Override
		public @Nullable String get(MapHeaders carrier, String name) {
			return carrier.get(name);
		}

		@Override
		public Iterable<String> getAll(MapHeaders carrier, String name) {
			return carrier.values.getOrDefault(name, List.of());
		}

		@Override
		public boolean isRepeated(MapHeaders carrier, String name) {
			return carrier.values.getOrDefault(name, List.of()).size() > 1;
		}

	}

}

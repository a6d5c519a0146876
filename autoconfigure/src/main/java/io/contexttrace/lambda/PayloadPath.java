package io.contexttrace.lambda;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Where in an event the application has put a context, such as {@code detail.context}.
 * Immutable.
 *
 * @param names the names of the members on the way, none if there is no such place
 */
public record PayloadPath(List<String> names) {

	/**
	 * No place.
	 */
	public static final PayloadPath NONE = new PayloadPath(List.of());

	private static final int MAX_NAMES = 10;

	/**
	 * Create a path.
	 * @param names the names of the members on the way
	 * @throws IllegalArgumentException if a name is empty, or there are more than ten
	 */
	public PayloadPath {
		names = List.copyOf(names);
		if (names.size() > MAX_NAMES || names.stream().anyMatch(String::isBlank)) {
			throw new IllegalArgumentException("A payload path is up to ten names with dots between them");
		}
	}

	/**
	 * Read a path.
	 * @param path the names with dots between them, nothing for no place
	 * @return the path
	 * @throws IllegalArgumentException if the text is not a path
	 */
	public static PayloadPath of(@Nullable String path) {
		if (path == null || path.isBlank()) {
			return NONE;
		}
		return new PayloadPath(Stream.of(path.split("\\.", -1)).map(String::strip).toList());
	}

	/**
	 * What is at the end of the path.
	 * @param event where the path starts
	 * @return what is there, or {@code null} if nothing is
	 */
	@Nullable Object in(Map<String, ?> event) {
		Object at = this.names.isEmpty() ? null : event;
		for (String name : this.names) {
			at = EventParts.get(at, name);
		}
		return at;
	}

	boolean startsWith(String name) {
		return !this.names.isEmpty() && this.names.get(0).equals(name);
	}

}

package io.contexttrace.test;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * One HTTP request as a {@link ModelServer} received it.
 *
 * @param method the HTTP method, in upper case
 * @param path the path with its query, as it was on the request line
 * @param headers all header values by name; looking up a name ignores its case
 * @param body the request body as text, empty if there was none
 */
public record ReceivedRequest(String method, String path, Map<String, List<String>> headers, String body) {

	public ReceivedRequest {
		method = method.toUpperCase(Locale.ROOT);
		Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
		headers = Collections.unmodifiableMap(copy);
	}

	/**
	 * Return the first value of a header.
	 * @param name the name of the header, in any case
	 * @return its first value, or {@code null} if the request had no such header
	 */
	public @Nullable String header(String name) {
		List<String> values = headers(name);
		return values.isEmpty() ? null : values.get(0);
	}

	/**
	 * Return all values of a header, so that a header sent twice can be noticed.
	 * @param name the name of the header, in any case
	 * @return its values in the order received, empty if the request had no such header
	 */
	public List<String> headers(String name) {
		return this.headers.getOrDefault(name, List.of());
	}

}

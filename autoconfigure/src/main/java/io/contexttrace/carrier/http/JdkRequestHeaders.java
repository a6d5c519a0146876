package io.contexttrace.carrier.http;

import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The headers of a request of the JDK's client, which cannot be changed: what is set and
 * removed goes into a copy.
 */
final class JdkRequestHeaders implements RequestHeaders {

	private final HttpRequest request;

	private final Map<String, String> added = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private final Set<String> removed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

	JdkRequestHeaders(HttpRequest request) {
		this.request = request;
	}

	@Override
	public @Nullable String get(String name) {
		String value = this.added.get(name);
		return (value != null) ? value : this.request.headers().firstValue(name).orElse(null);
	}

	@Override
	public void set(String name, String value) {
		this.added.put(name, value);
	}

	@Override
	public void remove(String name) {
		this.added.remove(name);
		this.removed.add(name);
	}

	HttpRequest copy() {
		HttpRequest.Builder copy = HttpRequest.newBuilder(this.request,
				(name, value) -> !this.removed.contains(name) && !this.added.containsKey(name));
		this.added.forEach(copy::setHeader);
		return copy.build();
	}

}

package io.contexttrace.carrier.http;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The headers of a request of one of Spring's clients.
 *
 * @param headers the headers, to be changed
 */
record SpringHeaders(HttpHeaders headers) implements RequestHeaders {

	@Override
	public @Nullable String get(String name) {
		return this.headers.getFirst(name);
	}

	@Override
	public void set(String name, String value) {
		this.headers.set(name, value);
	}

	@Override
	public void remove(String name) {
		this.headers.remove(name);
	}

}

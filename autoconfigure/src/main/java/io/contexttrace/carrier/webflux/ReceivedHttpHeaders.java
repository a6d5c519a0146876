package io.contexttrace.carrier.webflux;

import io.contexttrace.header.HeaderGetter;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Reads the headers of a request.
 */
final class ReceivedHttpHeaders implements HeaderGetter<HttpHeaders> {

	@Override
	public @Nullable String get(HttpHeaders headers, String name) {
		return headers.getFirst(name);
	}

	@Override
	public Iterable<String> getAll(HttpHeaders headers, String name) {
		return headers.getOrEmpty(name);
	}

	@Override
	public boolean isRepeated(HttpHeaders headers, String name) {
		return headers.getOrEmpty(name).size() > 1;
	}

}

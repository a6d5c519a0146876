package io.contexttrace.carrier.http;

import org.jspecify.annotations.Nullable;

/**
 * The headers of a request that is about to be sent.
 */
interface RequestHeaders {

	@Nullable String get(String name);

	void set(String name, String value);

	void remove(String name);

}

package io.contexttrace.carrier.http;

import java.net.URI;

import io.contexttrace.header.OutgoingHosts;
import org.jspecify.annotations.Nullable;

/**
 * Finds the host that a request goes to.
 */
final class RequestHost {

	private RequestHost() {
	}

	static @Nullable String of(URI uri) {
		String host = uri.getHost();
		// of a name that is not one to URI, such as order_service
		return (host != null) ? host : OutgoingHosts.hostOf(uri.getAuthority());
	}

}

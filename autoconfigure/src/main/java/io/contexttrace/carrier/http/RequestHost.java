package io.contexttrace.carrier.http;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Finds the host that a request goes to.
 */
final class RequestHost {

	private RequestHost() {
	}

	static @Nullable String of(URI uri) {
		String host = uri.getHost();
		return (host != null) ? host : hostOf(uri.getAuthority());
	}

	// of a name that is not one to URI, such as order_service
	private static @Nullable String hostOf(@Nullable String authority) {
		if (authority == null) {
			return null;
		}
		String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
		int port = hostAndPort.lastIndexOf(':');
		return (port < 0) ? hostAndPort : hostAndPort.substring(0, port);
	}

}

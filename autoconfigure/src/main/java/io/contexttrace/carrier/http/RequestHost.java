package io.contexttrace.carrier.http;

import java.net.URI;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.header.OutgoingHeaders;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Where a request goes.
 *
 * @param uri the request's URI
 */
record RequestHost(URI uri) {

	/**
	 * Give a request the headers that this host may see.
	 * @param snapshot what the sending work holds
	 * @param headers decides and writes
	 * @param target the request's headers
	 */
	void prepare(ContextSnapshot snapshot, OutgoingHeaders headers, HttpHeaders target) {
		String name = name();
		headers.writeMissing(snapshot, name, target, HttpHeaders::getFirst, HttpHeaders::set);
		headers.removeBaggage(name, target, HttpHeaders::remove);
	}

	private @Nullable String name() {
		String host = this.uri.getHost();
		return (host != null) ? host : hostOf(this.uri.getAuthority());
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

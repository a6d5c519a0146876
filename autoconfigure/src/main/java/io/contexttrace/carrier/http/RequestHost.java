package io.contexttrace.carrier.http;

import java.net.URI;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.header.OutgoingHosts;
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
		// of a name that is not one to URI, such as order_service
		return (host != null) ? host : OutgoingHosts.hostOf(this.uri.getAuthority());
	}

}

package io.contexttrace.carrier.http;

import java.net.URI;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.FaultBarrier;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.OutgoingHosts;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Gives an outgoing request the headers that its host may see, and takes baggage from it
 * if the host may not. The trace's own headers stay in any case. A failure leaves the
 * request as it is. Safe for use by several threads.
 *
 * @param headers writes the context headers
 * @param hosts decides who may see them
 * @param barrier keeps failures away from the request
 */
record OutgoingHeaders(ContextHeaders headers, OutgoingHosts hosts, FaultBarrier barrier) {

	void write(ContextSnapshot snapshot, URI uri, HttpHeaders target) {
		this.barrier.run(this, () -> {
			if (this.hosts.allows(host(uri))) {
				this.headers.writeMissing(snapshot, target, HttpHeaders::getFirst, HttpHeaders::set);
			}
			else {
				target.remove(HeaderNames.BAGGAGE);
			}
		});
	}

	private static @Nullable String host(URI uri) {
		String host = uri.getHost();
		return (host != null) ? host : hostOf(uri.getAuthority());
	}

	/**
	 * The host of a name that is not one to {@link URI}, such as {@code order_service}.
	 */
	private static @Nullable String hostOf(@Nullable String authority) {
		if (authority == null) {
			return null;
		}
		String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
		int port = hostAndPort.lastIndexOf(':');
		return (port < 0) ? hostAndPort : hostAndPort.substring(0, port);
	}

}

package io.contexttrace.carrier.http;

import java.util.List;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.header.OutgoingHosts;
import io.contexttrace.header.TrustPolicy;

/**
 * What the tests of both clients need.
 */
final class HttpFixture {

	static final CurrentContext CONTEXTS = new CurrentContext(List.of());

	private HttpFixture() {
	}

	static BusinessContext context(String id) {
		return BusinessContext.of(new ContextId(id), "session");
	}

	static ContextSnapshot snapshot(String id) {
		return CONTEXTS.snapshot(context(id), null);
	}

	static OutgoingHeaders headers(ContextListener listener) {
		return headers(listener, "localhost");
	}

	static OutgoingHeaders headers(ContextListener listener, String deniedHost) {
		return new OutgoingHeaders(
				new ContextHeaders(HeaderNames.DEFAULT, "session", TrustPolicy.validSyntax(), listener),
				new OutgoingHosts(List.of("*"), List.of(deniedHost)), List.of());
	}

}

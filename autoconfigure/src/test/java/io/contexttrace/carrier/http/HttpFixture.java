package io.contexttrace.carrier.http;

import java.util.List;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.OutgoingHosts;
import io.contexttrace.header.TrustPolicy;

/**
 * What the tests of both clients need.
 */
final class HttpFixture {

	static final CurrentContext CONTEXTS = new CurrentContext(List.of());

	static final OutgoingHosts ONLY_127_0_0_1 = new OutgoingHosts(List.of("*"), List.of("localhost"));

	private HttpFixture() {
	}

	static BusinessContext context(String id) {
		return BusinessContext.of(new ContextId(id), "session");
	}

	static ContextSnapshot snapshot(String id) {
		return CONTEXTS.snapshot(context(id), null);
	}

	static ContextHeaders headers(ContextListener listener) {
		return new ContextHeaders(HeaderNames.DEFAULT, "session", TrustPolicy.validSyntax(), listener);
	}

}

package io.contexttrace.hop.http;

import java.util.Map;

import io.contexttrace.hop.HopApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The context goes without a trace, too.
 */
class UntracedHttpTests {

	@ParameterizedTest
	@ValueSource(strings = { "management.tracing.sampling.probability=0", "context-trace.tracing.enabled=false" })
	void sendsTheContextWhereNothingIsTraced(String property) {
		try (TargetServer server = new TargetServer();
				HopApplication app = HopApplication.start(ClientsApplication.class, property)) {
			app.context().getBeansOfType(Client.class).forEach((name, client) -> {
				app.under(name, () -> get(client, server, name));
				assertThat(server.requests(name)).singleElement()
					.satisfies((request) -> assertThat(request.headers("X-Context-Id")).containsExactly(name));
			});
			app.assertThreadsAreClean();
		}
	}

	@Test
	void sendsNothingWhereItIsSwitchedOff() {
		try (TargetServer server = new TargetServer();
				HopApplication app = HopApplication.start(ClientsApplication.class,
						"context-trace.rest-template.enabled=false")) {
			app.under("off", () -> get(app.context().getBean("ownRestTemplate", Client.class), server, "off"));
			assertThat(server.requests("off").get(0).headers()).doesNotContainKey("X-Context-Id");
		}
	}

	private static void get(Client client, TargetServer server, String what) {
		try {
			client.get(server.allowed(200, what), Map.of());
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

}

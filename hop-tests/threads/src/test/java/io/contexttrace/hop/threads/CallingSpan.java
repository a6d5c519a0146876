package io.contexttrace.hop.threads;

import java.util.List;
import java.util.Objects;

import io.contexttrace.hop.HopApplication;
import io.contexttrace.hop.Witness;
import io.contexttrace.test.ReceivedRequest;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The span of whoever hands work over, and the proof that the work was done inside its
 * trace.
 */
final class CallingSpan {

	private CallingSpan() {
	}

	/**
	 * Hand work of the witness over, under a context and inside a span, and assert that
	 * it was done there.
	 * @param application the application
	 * @param what names the work
	 * @param hop hands it over
	 */
	static void assertFollows(HopApplication application, String what, Hop hop) {
		String contextId = "context-of-" + what;
		application.under(contextId, () -> assertFollowsSpan(application, what, hop));
		application.assertSeenUnder(what, contextId);
	}

	private static void assertFollowsSpan(HopApplication application, String what, Hop hop) {
		Observation observation = Observation.start("caller", application.bean(ObservationRegistry.class));
		try (Observation.Scope scope = observation.openScope()) {
			String traceId = Objects.requireNonNull(application.bean(Tracer.class).currentSpan()).context().traceId();
			hand(application, what, hop);
			application.sighting(what);
			List<ReceivedRequest> calls = application.service().requests("/" + what);
			assertThat(calls).as(what).allSatisfy((call) -> assertThat(call.header("traceparent")).contains(traceId));
		}
		finally {
			observation.stop();
		}
	}

	static void hand(HopApplication application, String what, Hop hop) {
		Witness witness = application.bean(Witness.class);
		try {
			hop.hand(application, () -> witness.work(what));
		}
		catch (Exception ex) {
			throw new IllegalStateException(what, ex);
		}
	}

}

package io.contexttrace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.contexttrace.Rejection.Reason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ContextListenerTests {

	private static final BusinessContext CONTEXT = BusinessContext.of(new ContextId("a"), "session");

	@Test
	void listenerThatThrowsDisturbsNeitherCallerNorOthers() {
		RecordingListener recording = new RecordingListener();
		ContextListener all = ContextListener.all(List.of(new ThrowingListener(), recording));
		all.issued(CONTEXT, "http.server");
		all.rejected(new Rejection("http.server", Reason.MALFORMED));
		all.finished(new Step(CONTEXT, "chat", Instant.EPOCH, Duration.ZERO, Step.Outcome.OK, null));
		all.lost("log", "queue_full", 2);
		assertThat(recording.reasons()).containsExactly(Reason.MALFORMED);
		assertThat(recording.steps()).hasSize(1);
		assertThat(recording.losses()).containsExactly("log queue_full 2");
	}

}

package io.contexttrace.docs;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextListener;
import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.Step;
import io.contexttrace.header.ContextHeaders;

/**
 * The example of {@code CONTRIBUTING.md}: a carrier whose messages have a map of headers.
 */
record CarrierExample(ContextHeaders headers, CurrentContext contexts, NewContexts newContexts,
		ContextListener listener) {

	void send(Map<String, String> message) {
		this.headers.writeMissing(CurrentContext.capture(), message, Map::get, Map::put);
	}

	BusinessContext receive(Map<String, String> message) {
		BusinessContext received = this.headers.read(message, Map::get, "note");
		return (received != null) ? received : this.newContexts.issue("note");
	}

	void handle(Map<String, String> message, Runnable work) {
		BusinessContext context = receive(message);
		Instant startedAt = Instant.now();
		Step.Outcome outcome = Step.Outcome.ERROR;
		try (CurrentContext.Scope scope = this.contexts.open(context)) {
			work.run();
			outcome = Step.Outcome.OK;
		}
		finally {
			Duration duration = Duration.between(startedAt, Instant.now());
			this.listener.finished(new Step(context, "note", startedAt, duration, outcome, null));
		}
	}

}

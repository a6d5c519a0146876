package io.contexttrace.carrier.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextListener;
import io.contexttrace.Step;
import io.contexttrace.Step.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One outgoing request as a step, until the head of its response is there. What ends it
 * first counts. Safe for use by several threads.
 */
final class ClientStep {

	static final String NAME = "http.client";

	private static final int SERVER_ERROR = 500;

	private final @Nullable BusinessContext context;

	private final ContextListener listener;

	private final Instant startedAt = Instant.now();

	private final long startedNanos = System.nanoTime();

	private final AtomicBoolean ended = new AtomicBoolean();

	ClientStep(@Nullable BusinessContext context, ContextListener listener) {
		this.context = context;
		this.listener = listener;
	}

	void answered(int status) {
		if (status >= SERVER_ERROR) {
			end(Outcome.ERROR, String.valueOf(status));
		}
		else {
			end(Outcome.OK, null);
		}
	}

	void failed(Throwable failure) {
		end(Outcome.ERROR, failure.getClass().getName());
	}

	void cancelled() {
		end(Outcome.CANCELLED, null);
	}

	private void end(Outcome outcome, @Nullable String errorType) {
		if (this.context != null && this.ended.compareAndSet(false, true)) {
			Duration duration = Duration.ofNanos(System.nanoTime() - this.startedNanos);
			this.listener.finished(new Step(this.context, NAME, this.startedAt, duration, outcome, errorType));
		}
	}

}

package io.contexttrace.carrier.http;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextListener;
import io.contexttrace.RunningStep;
import org.jspecify.annotations.Nullable;

/**
 * One outgoing request as a step, until the head of its response is there. What ends it
 * first counts. Safe for use by several threads.
 */
final class ClientExchange {

	private static final String STEP = "http.client";

	private static final int SERVER_ERROR = 500;

	private final RunningStep step;

	ClientExchange(@Nullable BusinessContext context, ContextListener listener) {
		this.step = new RunningStep(context, STEP, listener);
	}

	void answered(int status) {
		if (status >= SERVER_ERROR) {
			this.step.failed(String.valueOf(status));
		}
		else {
			this.step.succeeded();
		}
	}

	void failed(Throwable failure) {
		this.step.failed(failure);
	}

	// what a future gives, which wraps what happened
	void failedAsynchronously(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
		if (cause instanceof CancellationException) {
			cancelled();
		}
		else {
			failed((cause != null) ? cause : failure);
		}
	}

	void cancelled() {
		this.step.cancelled();
	}

}

package io.contexttrace.carrier.grpc;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextListener;
import io.contexttrace.RunningStep;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * One call as a step. What ends it first counts. Safe for use by several threads.
 */
final class CallStep {

	private final RunningStep step;

	CallStep(@Nullable BusinessContext context, String name, ContextListener listener) {
		this.step = new RunningStep(context, name, listener);
	}

	void ended(Status status) {
		switch (status.getCode()) {
			case OK -> this.step.succeeded();
			case CANCELLED -> this.step.cancelled();
			default -> this.step.failed(status.getCode().name());
		}
	}

	void failed(Throwable failure) {
		this.step.failed(failure);
	}

	void cancelled() {
		this.step.cancelled();
	}

}

package io.contexttrace.carrier.sqs;

import java.util.concurrent.Callable;

import io.contexttrace.propagation.ReceivedWork;
import org.jspecify.annotations.Nullable;

/**
 * Runs what an application does inside opened work, and closes the work. What it throws
 * passes unchanged.
 */
final class WorkCalls {

	private WorkCalls() {
	}

	static void run(@Nullable ReceivedWork opened, Runnable action) {
		if (opened != null) {
			opened.run(action);
		}
		else {
			action.run();
		}
	}

	static <T extends @Nullable Object> T call(@Nullable ReceivedWork opened, Callable<T> action) throws Exception {
		return (opened != null) ? opened.during(action::call) : action.call();
	}

}

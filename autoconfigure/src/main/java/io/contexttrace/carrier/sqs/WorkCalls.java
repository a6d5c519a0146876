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
		try (ReceivedWork work = opened) {
			try {
				action.run();
			}
			catch (RuntimeException | Error ex) {
				fail(work, ex);
				throw ex;
			}
		}
	}

	static <T extends @Nullable Object> T call(@Nullable ReceivedWork opened, Callable<T> action) throws Exception {
		try (ReceivedWork work = opened) {
			try {
				return action.call();
			}
			catch (Exception | Error ex) {
				fail(work, ex);
				throw ex;
			}
		}
	}

	private static void fail(@Nullable ReceivedWork work, Throwable failure) {
		if (work != null) {
			work.failed(failure);
		}
	}

}

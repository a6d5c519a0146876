package io.contexttrace.carrier.task;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;

/**
 * Knows on which threads somebody further out restores what the thread held before, so
 * that a scheduled task that failed can leave its context to the line that Spring logs
 * about it.
 */
final class ThreadGuard {

	private static final ThreadLocal<Boolean> GUARDED = new ThreadLocal<>();

	private ThreadGuard() {
	}

	static CurrentContext.Scope open(ContextSnapshot snapshot) {
		boolean outermost = !isGuarded();
		GUARDED.set(true);
		CurrentContext.Scope scope = snapshot.open();
		return () -> {
			scope.close();
			if (outermost) {
				GUARDED.remove();
			}
		};
	}

	static boolean isGuarded() {
		return GUARDED.get() != null;
	}

}

package io.contexttrace;

import java.util.List;

/**
 * Told, on the thread itself, whenever what a thread holds changes. Called very often:
 * implementations do little, do not block and are safe for use by several threads.
 */
@FunctionalInterface
public interface ContextScopeListener {

	/**
	 * What the current thread holds has changed.
	 * @param previous what it held before, possibly empty
	 * @param current what it holds now, possibly empty
	 */
	void changed(ContextSnapshot previous, ContextSnapshot current);

	/**
	 * One listener out of several. A listener that throws is reported in the log once,
	 * and the others are still told.
	 * @param listeners the listeners, told in this order
	 * @return the combined listener
	 */
	static ContextScopeListener all(List<? extends ContextScopeListener> listeners) {
		FaultBarrier barrier = new FaultBarrier();
		ContextScopeListener[] all = listeners.toArray(new ContextScopeListener[0]);
		return (previous, current) -> {
			for (ContextScopeListener listener : all) {
				try {
					listener.changed(previous, current);
				}
				catch (RuntimeException | LinkageError ex) {
					barrier.report(listener, ex);
				}
			}
		};
	}

}

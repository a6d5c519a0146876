package io.contexttrace;

import java.util.function.Supplier;

/**
 * What follows work to another thread beside the context, such as the current span.
 * Implementations are safe for use by several threads; one that throws is reported in the
 * log once and does not disturb the work.
 */
@FunctionalInterface
public interface ThreadCompanion {

	/**
	 * Take what this thread holds, where work is handed over.
	 * @return lets another thread hold it until the scope is closed; can be asked any
	 * number of times, also at the same time
	 */
	Supplier<CurrentContext.Scope> take();

	/**
	 * Let this thread hold nothing, for work that is no part of what it did.
	 * @return the scope, to be closed on the same thread
	 */
	default CurrentContext.Scope clear() {
		return () -> {
		};
	}

	/**
	 * For applications in which the context goes alone.
	 * @return a companion that takes nothing
	 */
	static ThreadCompanion none() {
		return () -> () -> () -> {
		};
	}

}

package io.contexttrace;

import org.jspecify.annotations.Nullable;

/**
 * Something to do that returns a value and can fail. What it throws passes through
 * unchanged, checked exceptions too.
 *
 * @param <T> the type of the value
 * @param <X> what it can throw; where a lambda throws nothing that is checked, the
 * compiler takes {@link RuntimeException}
 */
@FunctionalInterface
public interface CallableWork<T extends @Nullable Object, X extends Throwable> {

	/**
	 * Do it.
	 * @return the value
	 * @throws X what the work throws
	 */
	T call() throws X;

}

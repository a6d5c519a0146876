package io.contexttrace.carrier.batch;

/**
 * Something to do that returns no value and can fail. What it throws passes through
 * unchanged, checked exceptions too.
 *
 * @param <X> what it can throw
 */
@FunctionalInterface
public interface BatchWork<X extends Throwable> {

	/**
	 * Do it.
	 * @throws X what the work throws
	 */
	void run() throws X;

}

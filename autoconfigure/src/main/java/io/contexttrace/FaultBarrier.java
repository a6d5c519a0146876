package io.contexttrace;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a failure of tracing away from the application: what is run behind the barrier
 * may fail, the caller goes on, and the log says so once for each kind of culprit. Safe
 * for use by several threads.
 */
public final class FaultBarrier {

	private static final Logger logger = LoggerFactory.getLogger(FaultBarrier.class);

	private final Set<Class<?>> reported = ConcurrentHashMap.newKeySet();

	/**
	 * Run an action whose failure must not reach the caller.
	 * @param culprit who is named in the log if the action fails
	 * @param action what to do
	 * @return {@code true} if the action completed
	 */
	public boolean run(Object culprit, Runnable action) {
		try {
			action.run();
			return true;
		}
		catch (RuntimeException | LinkageError ex) {
			report(culprit, ex);
			return false;
		}
	}

	/**
	 * Say in the log that something failed, unless that was said before.
	 * @param culprit who failed
	 * @param failure how
	 */
	public void report(Object culprit, Throwable failure) {
		if (this.reported.add(culprit.getClass())) {
			logger.warn("{} failed; the application goes on, and further failures of it are not logged",
					culprit.getClass().getName(), failure);
		}
	}

}

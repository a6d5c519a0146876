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

	private final boolean messages;

	/**
	 * Create a barrier that logs failures with their messages and stack traces.
	 */
	public FaultBarrier() {
		this(true);
	}

	private FaultBarrier(boolean messages) {
		this.messages = messages;
	}

	/**
	 * Create a barrier around what handles texts that must not be shown. A failure's
	 * message may quote them: the log says of what class the failure is, and where it
	 * happened.
	 * @return the barrier
	 */
	public static FaultBarrier withoutMessages() {
		return new FaultBarrier(false);
	}

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
		if (!this.reported.add(culprit.getClass())) {
			return;
		}
		if (this.messages) {
			logger.warn("{} failed; the application goes on, and further failures of it are not logged",
					culprit.getClass().getName(), failure);
		}
		else {
			logger.warn("{} failed with {} at {}; the application goes on, and further failures of it are not logged",
					culprit.getClass().getName(), failure.getClass().getName(), place(failure));
		}
	}

	private static Object place(Throwable failure) {
		StackTraceElement[] stack = failure.getStackTrace();
		return (stack.length > 0) ? stack[0] : "an unknown place";
	}

}

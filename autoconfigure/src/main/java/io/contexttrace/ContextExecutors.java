package io.contexttrace;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Executors whose tasks hold what the thread held that handed them in: its context, and
 * the current span where a {@link ThreadCompanion} takes it along. Afterwards the
 * executor's thread holds what it held before. Use them for pools of your own, for
 * threads without a pool such as virtual ones, and for the common pool.
 */
public final class ContextExecutors {

	private ContextExecutors() {
	}

	/**
	 * An executor whose tasks hold what the thread holds that hands them in.
	 * @param executor runs the tasks
	 * @return the wrapped executor
	 */
	public static Executor wrap(Executor executor) {
		if (executor instanceof ExecutorService service) {
			return wrap(service);
		}
		return (executor instanceof WrappedExecutor) ? executor : new WrappedExecutor(executor);
	}

	/**
	 * An executor service whose tasks hold what the thread holds that hands them in.
	 * Shutting it down shuts down the wrapped one.
	 * @param executor runs the tasks
	 * @return the wrapped executor service
	 */
	public static ExecutorService wrap(ExecutorService executor) {
		if (executor instanceof ScheduledExecutorService scheduler) {
			return wrap(scheduler);
		}
		return (executor instanceof ContextExecutorService) ? executor : new ContextExecutorService(executor);
	}

	/**
	 * A scheduler whose tasks hold what the thread holds that schedules them. All runs of
	 * a periodic task are done for that one context.
	 * @param executor runs the tasks
	 * @return the wrapped scheduler
	 */
	public static ScheduledExecutorService wrap(ScheduledExecutorService executor) {
		return (executor instanceof ContextScheduledExecutorService) ? executor
				: new ContextScheduledExecutorService(executor);
	}

	private record WrappedExecutor(Executor executor) implements Executor {

		@Override
		public void execute(Runnable command) {
			this.executor.execute(CurrentContext.capture().wrap(command));
		}

	}

}

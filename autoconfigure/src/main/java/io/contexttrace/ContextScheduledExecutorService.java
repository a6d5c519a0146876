package io.contexttrace;

import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A scheduler whose tasks hold what the thread held that scheduled them.
 */
final class ContextScheduledExecutorService extends ContextExecutorService implements ScheduledExecutorService {

	private final ScheduledExecutorService scheduler;

	ContextScheduledExecutorService(ScheduledExecutorService scheduler) {
		super(scheduler);
		this.scheduler = scheduler;
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
		return this.scheduler.schedule(CurrentContext.capture().wrap(command), delay, unit);
	}

	@Override
	public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
		return this.scheduler.schedule(CurrentContext.capture().wrap(callable), delay, unit);
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
		return this.scheduler.scheduleAtFixedRate(CurrentContext.capture().wrap(command), initialDelay, period, unit);
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
		return this.scheduler.scheduleWithFixedDelay(CurrentContext.capture().wrap(command), initialDelay, delay, unit);
	}

}

package io.contexttrace.sampling;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Finds the routes that have had no trace for some time. Safe for use by several threads.
 * <p>
 * It remembers one time for each of a fixed number of slots: routes that share one share
 * their traces, too. However many routes there are, it takes as much memory.
 */
final class RareRoutes {

	private static final int SLOTS = 1024;

	private final AtomicLongArray sampledAt = new AtomicLongArray(SLOTS);

	private final long interval;

	private final TraceLimit limit;

	/**
	 * Create an instance for which no route has had a trace.
	 * @param interval after how long without a trace a route is due, or 0 for never
	 * @param perSecond for how many routes that is so each second at the most
	 * @param nanoTime tells the time, as {@link System#nanoTime()} does
	 */
	RareRoutes(Duration interval, double perSecond, LongSupplier nanoTime) {
		this.interval = interval.toNanos();
		this.limit = new TraceLimit(perSecond, nanoTime);
		long longAgo = nanoTime.getAsLong() - this.interval;
		for (int slot = 0; slot < SLOTS; slot++) {
			this.sampledAt.set(slot, longAgo);
		}
	}

	/**
	 * A route has had a trace.
	 * @param route the route
	 * @param now the time
	 */
	void sampled(int route, long now) {
		this.sampledAt.setOpaque(slot(route), now);
	}

	/**
	 * Take a trace for a route that has had none for some time.
	 * @param route the route
	 * @param now the time
	 * @return whether it is one, and the caller the one who takes it
	 */
	boolean tryTake(int route, long now) {
		int slot = slot(route);
		long last = this.sampledAt.get(slot);
		return isDue(last, now) && this.limit.tryTake(now) && this.sampledAt.compareAndSet(slot, last, now);
	}

	private boolean isDue(long last, long now) {
		long elapsed = now - last;
		// backwards: a little because another thread was faster, much if the clock was
		return this.interval > 0 && (elapsed >= this.interval || elapsed < -this.interval);
	}

	private static int slot(int route) {
		return route & (SLOTS - 1);
	}

}

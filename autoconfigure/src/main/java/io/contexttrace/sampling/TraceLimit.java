package io.contexttrace.sampling;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets so many through each second, evenly: after a quiet moment those of a tenth of a
 * second at once, and no more than that. Safe for use by several threads, which never
 * wait for each other; when the limit is reached, they only read.
 * <p>
 * All it remembers is when the next one would be due if all came evenly (the generic cell
 * rate algorithm, or a leaky bucket as a meter).
 */
final class TraceLimit {

	private static final double NANOS_PER_SECOND = 1e9;

	private static final double BURST_SECONDS = 0.1;

	/**
	 * How many of what is let through beyond the limit, besides as many as fit into the
	 * tolerance, can move the next one into the future.
	 */
	private static final int CHARGES = 4;

	private final long interval;

	private final long tolerance;

	private final LongSupplier nanoTime;

	private final AtomicLong due;

	/**
	 * Create a limit.
	 * @param perSecond how many are let through in the long run, more than 0
	 * @param nanoTime tells the time, as {@link System#nanoTime()} does
	 */
	TraceLimit(double perSecond, LongSupplier nanoTime) {
		this.interval = (long) Math.ceil(NANOS_PER_SECOND / perSecond);
		this.tolerance = Math.max(0, (long) (perSecond * BURST_SECONDS) - 1) * this.interval;
		this.nanoTime = nanoTime;
		this.due = new AtomicLong(nanoTime.getAsLong());
	}

	/**
	 * Let one through unless that is too many.
	 * @param now the time
	 * @return whether it is let through
	 */
	boolean tryTake(long now) {
		while (true) {
			long next = this.due.get();
			if (next - now > this.tolerance && !isWrong(next, now)) {
				return false;
			}
			if (this.due.compareAndSet(next, after(next, now))) {
				return true;
			}
		}
	}

	/**
	 * Let one through in any case. The ones after it wait for longer.
	 * @param now the time
	 */
	void take(long now) {
		long next;
		do {
			next = this.due.get();
		}
		while (!this.due.compareAndSet(next, after(next, now)));
	}

	private long after(long next, long now) {
		return ((next - now < 0 || isWrong(next, now)) ? now : next) + this.interval;
	}

	// the clock has gone back, as it can where a process goes on from a snapshot; it is
	// read again, because the time at hand may be old by now
	private boolean isWrong(long next, long now) {
		long furthest = 2 * this.tolerance + CHARGES * this.interval;
		return next - now > furthest && next - this.nanoTime.getAsLong() > furthest;
	}

}

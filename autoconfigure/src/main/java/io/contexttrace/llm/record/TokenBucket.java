package io.contexttrace.llm.record;

import java.util.function.LongSupplier;

/**
 * Lets so many through each second, and those of one second at once. Safe for use by
 * several threads.
 */
final class TokenBucket {

	private static final double NANOS_PER_SECOND = 1e9;

	private final double perSecond;

	private final double capacity;

	private final LongSupplier nanoTime;

	private double tokens;

	private long filledAt;

	/**
	 * Create a full bucket.
	 * @param perSecond how many are let through in the long run, more than 0
	 * @param nanoTime tells the time, as {@link System#nanoTime()} does
	 */
	TokenBucket(double perSecond, LongSupplier nanoTime) {
		this.perSecond = perSecond;
		this.capacity = Math.max(1, perSecond);
		this.nanoTime = nanoTime;
		this.tokens = this.capacity;
		this.filledAt = nanoTime.getAsLong();
	}

	synchronized boolean tryTake() {
		long now = this.nanoTime.getAsLong();
		double refill = (now - this.filledAt) / NANOS_PER_SECOND * this.perSecond;
		this.tokens = Math.min(this.capacity, this.tokens + refill);
		this.filledAt = now;
		if (this.tokens < 1) {
			return false;
		}
		this.tokens -= 1;
		return true;
	}

}

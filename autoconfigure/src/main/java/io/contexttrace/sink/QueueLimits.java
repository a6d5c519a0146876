package io.contexttrace.sink;

import java.time.Duration;

/**
 * How much a {@link RecordQueue} takes.
 *
 * @param capacity how many items can wait, at least 1
 * @param contentSize how many bytes the contents of all waiting items hold at most; 0
 * lets no content wait
 * @param drainTimeout how long closing waits for the items that wait
 */
public record QueueLimits(int capacity, long contentSize, Duration drainTimeout) {

	/**
	 * Create limits.
	 * @param capacity how many items can wait, at least 1
	 * @param contentSize how many bytes the contents of all waiting items hold at most
	 * @param drainTimeout how long closing waits for the items that wait
	 * @throws IllegalArgumentException if a limit is negative, or nothing can wait
	 */
	public QueueLimits {
		if (capacity < 1 || contentSize < 0 || drainTimeout.isNegative()) {
			throw new IllegalArgumentException("At least one item must be able to wait, and no limit is negative");
		}
	}

	/**
	 * How many items can wait before contents are left behind. The last quarter of the
	 * queue is kept for what is known without content: content goes first.
	 * @return the number of items, at least 1
	 */
	int capacityForContent() {
		return this.capacity - this.capacity / 4;
	}

}

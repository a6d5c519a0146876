package io.contexttrace.sink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Items in a line that is bounded in their number and in the size of their contents.
 * Joining the line never waits for room: the lock is held for a few instructions only.
 * Safe for use by several threads.
 */
final class WaitingItems {

	private final Lock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Deque<Waiting> line = new ArrayDeque<>();

	private final QueueLimits limits;

	private long contentSize;

	private boolean closed;

	WaitingItems(QueueLimits limits) {
		this.limits = limits;
	}

	Admission offer(QueuedItem item) {
		long size = item.contentSize();
		this.lock.lock();
		try {
			if (this.closed) {
				return Admission.CLOSED;
			}
			if (this.line.size() >= this.limits.capacity()) {
				return Admission.FULL;
			}
			Admission admission = hasRoomFor(size) ? Admission.WHOLE : Admission.WITHOUT_CONTENT;
			add((admission == Admission.WHOLE) ? new Waiting(item, size) : new Waiting(item.withoutContent(), 0));
			return admission;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take the first item out of the line, or wait for one.
	 * @return the item, or {@code null} if the line is closed and empty
	 */
	@Nullable QueuedItem take() throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			while (this.line.isEmpty() && !this.closed) {
				this.changed.await();
			}
			Waiting first = this.line.poll();
			if (first == null) {
				return null;
			}
			this.contentSize -= first.size();
			return first.item();
		}
		finally {
			this.lock.unlock();
		}
	}

	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	List<QueuedItem> drain() {
		this.lock.lock();
		try {
			List<QueuedItem> left = new ArrayList<>(this.line.size());
			this.line.forEach((waiting) -> left.add(waiting.item()));
			this.line.clear();
			this.contentSize = 0;
			return left;
		}
		finally {
			this.lock.unlock();
		}
	}

	long contentSize() {
		this.lock.lock();
		try {
			return this.contentSize;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean hasRoomFor(long size) {
		return size <= 0 || (this.line.size() < this.limits.capacityForContent()
				&& size <= this.limits.contentSize() - this.contentSize);
	}

	private void add(Waiting waiting) {
		this.line.add(waiting);
		this.contentSize += waiting.size();
		this.changed.signal();
	}

	/**
	 * How an item was let into the line.
	 */
	enum Admission {

		/**
		 * As it is.
		 */
		WHOLE,

		/**
		 * Without its content.
		 */
		WITHOUT_CONTENT,

		/**
		 * Not at all, because there is no room.
		 */
		FULL,

		/**
		 * Not at all, because nothing is taken any more.
		 */
		CLOSED

	}

	private record Waiting(QueuedItem item, long size) {

	}

}

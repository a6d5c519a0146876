package io.contexttrace.carrier.messaging;

import java.util.ArrayDeque;
import java.util.Deque;

import io.contexttrace.propagation.ReceivedWork;
import org.jspecify.annotations.Nullable;

/**
 * The work that each thread has opened and not closed, innermost first. A channel says
 * when it is done, but not always: an {@link Error} makes Spring Integration forget it.
 * What was forgotten is closed with what is around it.
 */
final class OpenWork {

	private static final ThreadLocal<@Nullable Deque<Entry>> ENTRIES = new ThreadLocal<>();

	private OpenWork() {
	}

	static void push(Object place, @Nullable ReceivedWork work) {
		Deque<Entry> held = ENTRIES.get();
		if (held == null) {
			held = new ArrayDeque<>();
			ENTRIES.set(held);
		}
		held.push(new Entry(place, work));
	}

	static void pop(Object place, @Nullable Throwable failure) {
		Deque<Entry> held = ENTRIES.get();
		if (held == null || held.stream().noneMatch((entry) -> entry.place() == place)) {
			return;
		}
		boolean found = false;
		while (!found) {
			Entry entry = held.pop();
			found = entry.place() == place;
			entry.close(failure);
		}
		if (held.isEmpty()) {
			ENTRIES.remove();
		}
	}

	/**
	 * One place that work is done at.
	 *
	 * @param place a channel or a handler
	 * @param work what was opened for it, if anything
	 */
	private record Entry(Object place, @Nullable ReceivedWork work) {

		private void close(@Nullable Throwable failure) {
			if (this.work == null) {
				return;
			}
			if (failure != null) {
				this.work.failed(failure);
			}
			this.work.close();
		}

	}

}

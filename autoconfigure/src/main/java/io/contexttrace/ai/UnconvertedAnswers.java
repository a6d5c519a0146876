package io.contexttrace.ai;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The user's calls whose answers wait to be converted, by the threads that got them. One
 * whose thread is gone, or that has waited for long, is let go: nobody will convert it,
 * or not where it can be seen. Safe for use by several threads.
 */
final class UnconvertedAnswers {

	/**
	 * A conversion follows the answer at once.
	 */
	private static final long PATIENCE = Duration.ofMinutes(1).toNanos();

	private final Map<UserCallTimeline, Waiting> waiting = new ConcurrentHashMap<>();

	private final LongSupplier nanoTime;

	UnconvertedAnswers() {
		this(System::nanoTime);
	}

	UnconvertedAnswers(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * The thread has got an answer and will convert it.
	 * @param userCall the user's call
	 */
	void add(UserCallTimeline userCall) {
		this.waiting.put(userCall, new Waiting(Thread.currentThread(), this.nanoTime.getAsLong()));
	}

	void remove(UserCallTimeline userCall) {
		if (!this.waiting.isEmpty()) {
			this.waiting.remove(userCall);
		}
	}

	/**
	 * End the calls that wait in vain.
	 */
	void letGo() {
		if (this.waiting.isEmpty()) {
			return;
		}
		long now = this.nanoTime.getAsLong();
		this.waiting.forEach((userCall, waiting) -> {
			if (!waiting.thread().isAlive() || now - waiting.since() > PATIENCE) {
				userCall.completed();
				this.waiting.remove(userCall);
			}
		});
	}

	/**
	 * Who waits.
	 *
	 * @param thread the thread that has got the answer
	 * @param since when it did
	 */
	private record Waiting(Thread thread, long since) {

	}

}

package io.contexttrace.test;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import io.contexttrace.ContextScopeListener;
import io.contexttrace.ContextSnapshot;

/**
 * Knows which threads hold a context, so that a test can prove that none keeps one when
 * the work is done. Register it as a bean. Safe for use by several threads.
 */
public final class HeldContexts implements ContextScopeListener {

	private final Map<Thread, ContextSnapshot> held = new HashMap<>();

	@Override
	public synchronized void changed(ContextSnapshot previous, ContextSnapshot current) {
		if (current.isEmpty()) {
			this.held.remove(Thread.currentThread());
			notifyAll();
		}
		else {
			this.held.put(Thread.currentThread(), current);
		}
	}

	/**
	 * Wait until no thread holds a context any more. An answer can reach its reader a
	 * moment before the thread that gave it is done.
	 * @param timeout how long to wait at most
	 * @return the names of the threads that still hold one, none if all is well
	 */
	public synchronized Set<String> awaitNone(Duration timeout) {
		long end = System.nanoTime() + timeout.toNanos();
		long left = timeout.toNanos();
		try {
			while (!this.held.isEmpty() && left > 0) {
				TimeUnit.NANOSECONDS.timedWait(this, left);
				left = end - System.nanoTime();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		Set<String> names = new TreeSet<>();
		this.held.keySet().forEach((thread) -> names.add(thread.getName()));
		return names;
	}

}

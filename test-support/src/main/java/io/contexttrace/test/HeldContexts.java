package io.contexttrace.test;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import io.contexttrace.ContextScopeListener;
import io.contexttrace.ContextSnapshot;

/**
 * Knows which threads hold a context, so that a test can prove that none keeps one when
 * the work is done. Register it as a bean. Safe for use by several threads.
 */
public final class HeldContexts implements ContextScopeListener {

	private final Map<Thread, ContextSnapshot> held = new ConcurrentHashMap<>();

	@Override
	public void changed(ContextSnapshot previous, ContextSnapshot current) {
		if (current.isEmpty()) {
			this.held.remove(Thread.currentThread());
		}
		else {
			this.held.put(Thread.currentThread(), current);
		}
	}

	/**
	 * The threads that hold a context now.
	 * @return their names
	 */
	public Set<String> threads() {
		Set<String> names = new TreeSet<>();
		this.held.keySet().forEach((thread) -> names.add(thread.getName()));
		return names;
	}

}

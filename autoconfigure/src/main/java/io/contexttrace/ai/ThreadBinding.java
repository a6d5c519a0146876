package io.contexttrace.ai;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import org.jspecify.annotations.Nullable;

/**
 * Lets the thread that started an observation hold a context while the observation is in
 * scope there. On other threads, to which the observation may be carried, context
 * propagation restores what was captured on this one.
 */
final class ThreadBinding {

	private final ContextSnapshot snapshot;

	private final Thread starter = Thread.currentThread();

	private int depth;

	private CurrentContext.@Nullable Scope scope;

	ThreadBinding(ContextSnapshot snapshot) {
		this.snapshot = snapshot;
	}

	void scopeOpened() {
		if (Thread.currentThread() == this.starter && this.depth++ == 0) {
			this.scope = this.snapshot.open();
		}
	}

	void scopeClosed() {
		if (Thread.currentThread() == this.starter && --this.depth == 0 && this.scope != null) {
			this.scope.close();
			this.scope = null;
		}
	}

}

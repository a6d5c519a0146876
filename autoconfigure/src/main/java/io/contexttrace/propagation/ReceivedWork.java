package io.contexttrace.propagation;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.RunningStep;

/**
 * The work on something that has arrived: while it is open, its thread holds the context
 * that came, and when it is closed a step has ended. It belongs to the thread that opened
 * it.
 */
public final class ReceivedWork implements AutoCloseable {

	private final ContextSnapshot snapshot;

	private final WorkSpan span;

	private final CurrentContext.Scope scope;

	private final RunningStep step;

	ReceivedWork(ContextSnapshot snapshot, WorkSpan span, CurrentContext.Scope scope, RunningStep step) {
		this.snapshot = snapshot;
		this.span = span;
		this.scope = scope;
		this.step = step;
	}

	/**
	 * What the work holds.
	 * @return the snapshot, to be taken along to other threads
	 */
	public ContextSnapshot snapshot() {
		return this.snapshot;
	}

	/**
	 * Record that the work failed.
	 * @param failure what it threw
	 */
	public void failed(Throwable failure) {
		this.span.failed(failure);
		this.step.failed(failure);
	}

	/**
	 * Record that the work is done, though its thread holds the context for a while
	 * longer.
	 */
	public void succeeded() {
		this.step.succeeded();
	}

	/**
	 * Record that nothing was done.
	 */
	public void cancelled() {
		this.step.cancelled();
	}

	/**
	 * End the work. It has succeeded unless it has failed before.
	 */
	@Override
	public void close() {
		this.step.succeeded();
		this.span.close();
		this.scope.close();
	}

}

package io.contexttrace.carrier.task;

import java.util.function.Supplier;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.RunningStep;
import io.contexttrace.propagation.CrossingTrace;
import io.contexttrace.propagation.SpanReference;
import org.jspecify.annotations.Nullable;

/**
 * One run of a scheduled task, under a context of its own.
 */
final class ScheduledRun {

	private static final ThreadLocal<@Nullable ScheduledRun> CURRENT = new ThreadLocal<>();

	private final CurrentContext contexts;

	private final BusinessContext context;

	private final RunningStep step;

	private @Nullable Supplier<@Nullable SpanReference> span;

	ScheduledRun(ScheduledContexts scheduled) {
		this.contexts = scheduled.contexts();
		this.context = scheduled.issue();
		this.step = new RunningStep(this.context, ScheduledContexts.NAME, scheduled.listener());
	}

	/**
	 * The run that this thread has begun, until the task returns.
	 * @return the run, or {@code null} if there is none
	 */
	static @Nullable ScheduledRun current() {
		return CURRENT.get();
	}

	void run(Runnable task) {
		CurrentContext.Scope scope = snapshot().open();
		CURRENT.set(this);
		boolean failed = true;
		try {
			task.run();
			failed = false;
		}
		catch (Throwable ex) {
			this.step.failed(ex);
			throw ex;
		}
		finally {
			CURRENT.remove();
			release(scope, failed);
		}
	}

	// the failure is logged further out: where somebody restores the thread there, the
	// line
	// still bears the ids, and what such a line has left behind goes no further
	private void release(CurrentContext.Scope scope, boolean failed) {
		if (!failed && this.span == null) {
			this.step.succeeded();
		}
		if (!ThreadGuard.isGuarded()) {
			scope.close();
		}
		else if (!failed) {
			CurrentContext.restore(ContextSnapshot.empty());
		}
	}

	/**
	 * An observation has begun that tells when the run has ended, which for a reactive
	 * task is later than its return.
	 * @param span finds the observation's span
	 */
	void observed(Supplier<@Nullable SpanReference> span) {
		this.span = span;
	}

	/**
	 * What the run holds.
	 * @return its context, and its trace as soon as that is known
	 */
	ContextSnapshot snapshot() {
		SpanReference found = (this.span != null) ? this.span.get() : null;
		return this.contexts.snapshot(this.context, (found != null) ? CrossingTrace.reference(null, found) : null);
	}

	/**
	 * The run's span has become current on this thread.
	 */
	void traced() {
		ContextSnapshot held = CurrentContext.capture();
		if (this.context.equals(held.context()) && held.trace() == null) {
			CurrentContext.restore(this.contexts.withContext(held, this.context, snapshot().trace()));
		}
	}

	RunningStep step() {
		return this.step;
	}

}

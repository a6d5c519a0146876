package io.contexttrace.carrier.task;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.SchedulingAwareRunnable;

/**
 * A scheduled task, each of whose runs has a context of its own. It is to Spring what the
 * task is that it stands for.
 *
 * @param task what to do
 * @param contexts makes the contexts
 */
record ScheduledTask(Runnable task, ScheduledContexts contexts) implements SchedulingAwareRunnable {

	@Override
	public void run() {
		new ScheduledRun(this.contexts).run(this.task);
	}

	@Override
	public boolean isLongLived() {
		return this.task instanceof SchedulingAwareRunnable aware && aware.isLongLived();
	}

	@Override
	public @Nullable String getQualifier() {
		return (this.task instanceof SchedulingAwareRunnable aware) ? aware.getQualifier() : null;
	}

	@Override
	public String toString() {
		return this.task.toString();
	}

}

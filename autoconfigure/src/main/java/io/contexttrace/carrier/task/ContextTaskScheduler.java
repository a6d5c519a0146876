package io.contexttrace.carrier.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;

import io.contexttrace.CurrentContext;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;

/**
 * Gives each run of each task a context of its own. Tasks are handed on by a thread that
 * holds nothing, so that what happens to be current when a task is registered, in a
 * request for example, does not follow it.
 *
 * @param scheduler runs the tasks
 * @param contexts makes the contexts
 */
record ContextTaskScheduler(TaskScheduler scheduler, ScheduledContexts contexts) implements TaskScheduler {

	@Override
	public Clock getClock() {
		return this.scheduler.getClock();
	}

	@Override
	public @Nullable ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
		try (CurrentContext.Scope nothing = this.contexts.contexts().openNothing()) {
			return this.scheduler.schedule(each(task), trigger);
		}
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
		return handOn(task, (each) -> this.scheduler.schedule(each, startTime));
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant startTime, Duration period) {
		return handOn(task, (each) -> this.scheduler.scheduleAtFixedRate(each, startTime, period));
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
		return handOn(task, (each) -> this.scheduler.scheduleAtFixedRate(each, period));
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant startTime, Duration delay) {
		return handOn(task, (each) -> this.scheduler.scheduleWithFixedDelay(each, startTime, delay));
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
		return handOn(task, (each) -> this.scheduler.scheduleWithFixedDelay(each, delay));
	}

	private ScheduledFuture<?> handOn(Runnable task, Function<Runnable, ScheduledFuture<?>> next) {
		try (CurrentContext.Scope nothing = this.contexts.contexts().openNothing()) {
			return next.apply(each(task));
		}
	}

	private Runnable each(Runnable task) {
		return new ScheduledTask(task, this.contexts);
	}

}

package io.contexttrace.carrier.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;

import io.contexttrace.CurrentContext;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/**
 * Stands in front of a scheduler that decorates its tasks when it starts them, on a
 * thread of its own, and lets them hold what the thread holds that schedules them. It is
 * written by hand because methods of this class are final, which no generated proxy gets
 * along with.
 */
final class CarryingTaskScheduler extends SimpleAsyncTaskScheduler {

	private final transient SimpleAsyncTaskScheduler scheduler;

	private final transient TaskDecorator decorator = TaskDecorators.around(null);

	CarryingTaskScheduler(SimpleAsyncTaskScheduler scheduler) {
		this.scheduler = scheduler;
		setConcurrencyLimit(scheduler.getConcurrencyLimit());
		setThreadFactory(scheduler.getThreadFactory());
		setPhase(scheduler.getPhase());
	}

	@Override
	public Clock getClock() {
		return this.scheduler.getClock();
	}

	@Override
	public void execute(Runnable task) {
		this.scheduler.execute(task);
	}

	@Override
	public Future<?> submit(Runnable task) {
		return this.scheduler.submit(task);
	}

	@Override
	public <T> Future<T> submit(Callable<T> task) {
		return this.scheduler.submit(CurrentContext.capture().wrap(task));
	}

	@Override
	public @Nullable ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
		return this.scheduler.schedule(this.decorator.decorate(task), trigger);
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
		return this.scheduler.schedule(this.decorator.decorate(task), startTime);
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant startTime, Duration period) {
		return this.scheduler.scheduleAtFixedRate(this.decorator.decorate(task), startTime, period);
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
		return this.scheduler.scheduleAtFixedRate(this.decorator.decorate(task), period);
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant startTime, Duration delay) {
		return this.scheduler.scheduleWithFixedDelay(this.decorator.decorate(task), startTime, delay);
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
		return this.scheduler.scheduleWithFixedDelay(this.decorator.decorate(task), delay);
	}

	@Override
	public boolean isActive() {
		return this.scheduler.isActive();
	}

	@Override
	public void start() {
		this.scheduler.start();
	}

	@Override
	public void stop() {
		this.scheduler.stop();
	}

	@Override
	public void stop(Runnable callback) {
		this.scheduler.stop(callback);
	}

	@Override
	public boolean isRunning() {
		return this.scheduler.isRunning();
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		this.scheduler.onApplicationEvent(event);
	}

	@Override
	public void close() {
		this.scheduler.close();
	}

}

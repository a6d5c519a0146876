package io.contexttrace.hop.threads;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.contexttrace.hop.HopApplication;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.support.PeriodicTrigger;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The hops that need nothing, because Spring hands the work over.
 */
final class TaskHops {

	private TaskHops() {
	}

	/**
	 * Hops of what Spring Boot configures by itself.
	 * @return the hops by name
	 */
	static Map<String, Hop> ofBoot() {
		Map<String, Hop> hops = new LinkedHashMap<>();
		hops.put("async", (application, work) -> application.bean(AsyncWork.class).run(work).get());
		hops.put("async-event", (application, work) -> publish(application, new WorkEvents.Asynchronous(work)));
		hops.put("event", (application, work) -> publish(application, new WorkEvents.Synchronous(work)));
		hops.put("before-commit", (application, work) -> commit(application, new WorkEvents.BeforeCommit(work)));
		hops.put("after-commit", (application, work) -> commit(application, new WorkEvents.AfterCommit(work)));
		hops.put("async-after-commit",
				(application, work) -> commit(application, new WorkEvents.AsynchronousAfterCommit(work)));
		hops.put("async-after-rollback",
				(application, work) -> rollBack(application, new WorkEvents.AsynchronousAfterRollback(work)));
		hops.putAll(ofExecutor("applicationTaskExecutor"));
		hops.putAll(ofScheduler("taskScheduler"));
		return hops;
	}

	/**
	 * Hops over an executor.
	 * @param name the name of the bean
	 * @return the hops by name
	 */
	static Map<String, Hop> ofExecutor(String name) {
		Map<String, Hop> hops = new LinkedHashMap<>();
		hops.put(name + "-execute", (application, work) -> await(work,
				(task) -> application.context().getBean(name, Executor.class).execute(task)));
		hops.put(name + "-submit",
				(application, work) -> executor(application, name).submit(callable(work)).get(20, TimeUnit.SECONDS));
		hops.put(name + "-future",
				(application, work) -> executor(application, name).submitCompletable(work).get(20, TimeUnit.SECONDS));
		return hops;
	}

	/**
	 * Hops over a scheduler.
	 * @param name the name of the bean
	 * @return the hops by name
	 */
	static Map<String, Hop> ofScheduler(String name) {
		Duration period = Duration.ofMillis(1);
		Map<String, Hop> hops = new LinkedHashMap<>();
		hops.put(name + "-once", (application, work) -> await(work,
				(task) -> Objects.requireNonNull(scheduler(application, name).schedule(task, Instant.now()))));
		hops.put(name + "-trigger", (application, work) -> awaitThird(work,
				(task) -> scheduler(application, name).schedule(task, new PeriodicTrigger(period))));
		hops.put(name + "-rate", (application, work) -> awaitThird(work,
				(task) -> scheduler(application, name).scheduleAtFixedRate(task, period)));
		hops.put(name + "-delay", (application, work) -> awaitThird(work,
				(task) -> scheduler(application, name).scheduleWithFixedDelay(task, Instant.now(), period)));
		return hops;
	}

	private static AsyncTaskExecutor executor(HopApplication application, String name) {
		return application.context().getBean(name, AsyncTaskExecutor.class);
	}

	private static TaskScheduler scheduler(HopApplication application, String name) {
		return application.context().getBean(name, TaskScheduler.class);
	}

	private static Callable<Boolean> callable(Runnable work) {
		return () -> {
			work.run();
			return true;
		};
	}

	private static void publish(HopApplication application, WorkEvents.Event event) throws InterruptedException {
		application.context().publishEvent(event);
		event.done().await();
	}

	private static void commit(HopApplication application, WorkEvents.Event event) throws InterruptedException {
		application.bean(TransactionTemplate.class)
			.executeWithoutResult((status) -> application.context().publishEvent(event));
		event.done().await();
	}

	private static void rollBack(HopApplication application, WorkEvents.Event event) throws InterruptedException {
		application.bean(TransactionTemplate.class).executeWithoutResult((status) -> {
			application.context().publishEvent(event);
			status.setRollbackOnly();
		});
		event.done().await();
	}

	static void await(Runnable work, Handover handover) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(1);
		handover.hand(() -> {
			work.run();
			done.countDown();
		});
		done.await();
	}

	// the third run shows that it is not only the first one that has a context
	private static void awaitThird(Runnable work, Scheduling scheduling) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(3);
		Future<?> scheduled = scheduling.schedule(() -> {
			if (done.getCount() == 1) {
				work.run();
			}
			done.countDown();
		});
		done.await();
		scheduled.cancel(false);
	}

	/**
	 * Hands a task over.
	 */
	@FunctionalInterface
	interface Handover {

		void hand(Runnable task);

	}

	/**
	 * Schedules a task.
	 */
	@FunctionalInterface
	private interface Scheduling {

		Future<?> schedule(Runnable task);

	}

}

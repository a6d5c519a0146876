package io.contexttrace;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ContextExecutorsTests {

	private static final TimeUnit UNIT = TimeUnit.MILLISECONDS;

	private final BusinessContext context = BusinessContext.of(new ContextId("a"), "session");

	private final ScheduledExecutorService actual = Executors.newScheduledThreadPool(1);

	private final ScheduledExecutorService pool = ContextExecutors.wrap(this.actual);

	private final Callable<BusinessContext> task = CurrentContext::get;

	@AfterEach
	void stop() {
		this.pool.shutdownNow();
	}

	@Test
	void tasksHoldWhatTheSubmitterHeld() throws Exception {
		AtomicReference<BusinessContext> seen = new AtomicReference<>();
		Runnable work = () -> seen.set(CurrentContext.get());
		List<Future<?>> futures;
		try (CurrentContext.Scope scope = new CurrentContext(List.of()).open(this.context)) {
			assertThat(this.pool.invokeAny(List.of(this.task))).isEqualTo(this.context);
			assertThat(this.pool.invokeAny(List.of(this.task), 20, TimeUnit.SECONDS)).isEqualTo(this.context);
			assertThat(this.pool.invokeAll(List.of(this.task)).get(0).get()).isEqualTo(this.context);
			assertThat(this.pool.invokeAll(List.of(this.task), 20, TimeUnit.SECONDS).get(0).get())
				.isEqualTo(this.context);
			assertThat(this.pool.schedule(this.task, 1, UNIT).get()).isEqualTo(this.context);
			assertThat(this.pool.submit(this.task).get()).isEqualTo(this.context);
			futures = List.of(this.pool.submit(work), this.pool.submit(work, "done"),
					this.pool.schedule(work, 1, UNIT));
		}
		for (Future<?> future : futures) {
			future.get();
			assertThat(seen.get()).isEqualTo(this.context);
		}
		assertThat(this.actual.submit(this.task).get()).isNull();
	}

	@Test
	void whoeverHandsInNothingGetsNothing() throws Exception {
		this.actual.submit(() -> new CurrentContext(List.of()).open(this.context)).get();
		assertThat(this.pool.submit(this.task).get()).isNull();
	}

	@Test
	void wrapsOnce() {
		assertThat(ContextExecutors.wrap(this.pool)).isSameAs(this.pool);
		assertThat(ContextExecutors.wrap((ExecutorService) this.pool)).isSameAs(this.pool);
		assertThat(ContextExecutors.wrap((Executor) this.pool)).isSameAs(this.pool);
		Executor executor = ContextExecutors.wrap((Executor) Runnable::run);
		assertThat(ContextExecutors.wrap(executor)).isSameAs(executor);
	}

	@Test
	void keepsWhatAnExecutorCanDo() {
		assertThat(ContextExecutors.wrap((Executor) this.actual)).isInstanceOf(ScheduledExecutorService.class);
		ExecutorService service = Executors.newFixedThreadPool(1);
		assertThat(ContextExecutors.wrap((Executor) service)).isInstanceOf(ExecutorService.class)
			.isNotInstanceOf(ScheduledExecutorService.class);
		service.shutdown();
	}

	@Test
	void shutsDownTheWrappedOne() throws Exception {
		this.pool.shutdown();
		assertThat(this.pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
		assertThat(this.actual.isTerminated()).isTrue();
		assertThat(this.pool.isShutdown()).isTrue();
		assertThat(this.pool.isTerminated()).isTrue();
	}

	@Test
	void executorHandsOver() {
		AtomicReference<BusinessContext> seen = new AtomicReference<>();
		AtomicReference<Runnable> handed = new AtomicReference<>();
		Executor executor = ContextExecutors.wrap((Executor) handed::set);
		try (CurrentContext.Scope scope = new CurrentContext(List.of()).open(this.context)) {
			executor.execute(() -> seen.set(CurrentContext.get()));
		}
		handed.get().run();
		assertThat(seen).hasValue(this.context);
		assertThat(CurrentContext.get()).isNull();
	}

}

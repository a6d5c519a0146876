package io.contexttrace.autoconfigure;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.carrier.task.TaskContextPostProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

class TaskContextAutoConfigurationTests {

	private static final BusinessContext CONTEXT = BusinessContext.of(new ContextId("a"), "session");

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ContextTraceAutoConfiguration.class, TaskContextAutoConfiguration.class))
		.withBean("pool", ThreadPoolTaskExecutor.class, ThreadPoolTaskExecutor::new);

	@Test
	void tasksOfAPoolHoldTheContext() {
		this.contextRunner.run((context) -> assertThat(seenIn(context)).isEqualTo(CONTEXT));
	}

	@Test
	void tasksHoldTheContextWithoutMicrometersContextPropagation() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.micrometer.context"))
			.run((context) -> assertThat(seenIn(context)).isEqualTo(CONTEXT));
	}

	@Test
	void poolThatCarriesTheContextAlreadyCanStayAsItIs() {
		this.contextRunner.withBean("decorated", ThreadPoolTaskExecutor.class, () -> {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setTaskDecorator(new ContextPropagatingTaskDecorator());
			return executor;
		})
			.run((context) -> assertThat(seenIn(context.getBean("decorated", ThreadPoolTaskExecutor.class)))
				.isEqualTo(CONTEXT));
	}

	@Test
	void poolWhoseQueueComparesItsTasksStaysAsItIs() {
		this.contextRunner.withBean("comparing", ComparingPool.class, ComparingPool::new).run((context) -> {
			ComparingPool pool = context.getBean(ComparingPool.class);
			CountDownLatch done = new CountDownLatch(3);
			for (int i = 0; i < 3; i++) {
				pool.execute(new ComparedTask(i, done));
			}
			assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "context-trace.task.enabled=false", "context-trace.enabled=false",
			"spring.task.execution.propagate-context=false" })
	void backsOffWithAProperty(String property) {
		this.contextRunner.withPropertyValues(property).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(TaskContextPostProcessor.class);
			assertThat(seenIn(context.getBean("pool", ThreadPoolTaskExecutor.class))).isNull();
		});
	}

	@Test
	void backsOffWithoutSpringsTasks() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(TaskScheduler.class))
			.run((context) -> assertThat(context).doesNotHaveBean(TaskContextPostProcessor.class));
	}

	@Test
	void usersPostProcessorWins() {
		TaskContextPostProcessor own = new TaskContextPostProcessor();
		this.contextRunner.withBean(TaskContextPostProcessor.class, () -> own)
			.run((context) -> assertThat(context).getBean(TaskContextPostProcessor.class).isSameAs(own));
	}

	private static BusinessContext seenIn(ApplicationContext context) throws Exception {
		return seenIn(context.getBean("pool", ThreadPoolTaskExecutor.class));
	}

	private static BusinessContext seenIn(ThreadPoolTaskExecutor executor) throws Exception {
		AtomicReference<BusinessContext> seen = new AtomicReference<>();
		try (CurrentContext.Scope scope = new CurrentContext(List.of()).open(CONTEXT)) {
			executor.submit(() -> seen.set(CurrentContext.get())).get();
		}
		assertThat(executor.submit(CurrentContext::get).get()).isNull();
		return seen.get();
	}

	/**
	 * A pool that takes the most important task first.
	 */
	static class ComparingPool extends ThreadPoolTaskExecutor {

		@Override
		protected BlockingQueue<Runnable> createQueue(int queueCapacity) {
			return new PriorityBlockingQueue<>();
		}

	}

	record ComparedTask(int importance, CountDownLatch done) implements Runnable, Comparable<ComparedTask> {

		@Override
		public void run() {
			this.done.countDown();
		}

		@Override
		public int compareTo(ComparedTask other) {
			return Integer.compare(this.importance, other.importance);
		}

	}

}

package io.contexttrace.hop.threads;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import io.contexttrace.hop.HopApplication;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Executors and schedulers that the application makes itself, as anybody would, with no
 * thought of contexts.
 */
class OwnBeansHopTests {

	@Test
	void contextAndSpanFollowTheWork() {
		try (HopApplication application = HopApplication.start(Application.class)) {
			hops().forEach((what, hop) -> CallingSpan.assertFollows(application, what, hop));
			application.assertThreadsAreClean();
			assertThat(application.bean(AtomicInteger.class)).as("tasks that the own decorator has seen").hasValue(3);
			assertThatCancelledTasksAreStillRemovedFromThePool(application);
		}
	}

	@Test
	void withoutTheHooksTheContextIsLost() {
		try (HopApplication application = HopApplication.start(Application.class, "context-trace.task.enabled=false")) {
			hops().forEach((what, hop) -> {
				application.under("lost", () -> CallingSpan.hand(application, what, hop));
				assertThat(application.sighting(what).all()).as(what).containsOnlyNulls();
			});
		}
	}

	private static void assertThatCancelledTasksAreStillRemovedFromThePool(HopApplication application) {
		ThreadPoolTaskScheduler scheduler = application.context()
			.getBean("removingScheduler", ThreadPoolTaskScheduler.class);
		for (int i = 0; i < 100; i++) {
			scheduler.schedule(() -> {
			}, scheduler.getClock().instant().plusSeconds(1000)).cancel(false);
		}
		assertThat(scheduler.getScheduledThreadPoolExecutor().getQueue()).isEmpty();
	}

	private static Map<String, Hop> hops() {
		Map<String, Hop> hops = new LinkedHashMap<>();
		hops.putAll(TaskHops.ofExecutor("pool"));
		hops.putAll(TaskHops.ofExecutor("decoratedPool"));
		hops.putAll(TaskHops.ofExecutor("simple"));
		hops.putAll(TaskHops.ofExecutor("concurrent"));
		hops.putAll(TaskHops.ofExecutor("adapter"));
		hops.putAll(TaskHops.ofScheduler("poolScheduler"));
		hops.putAll(TaskHops.ofScheduler("removingScheduler"));
		hops.putAll(TaskHops.ofExecutor("removingScheduler"));
		hops.putAll(TaskHops.ofScheduler("simpleScheduler"));
		hops.putAll(TaskHops.ofExecutor("simpleScheduler"));
		hops.putAll(TaskHops.ofScheduler("concurrentScheduler"));
		return hops;
	}

	/**
	 * The application.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		@Bean
		AtomicInteger decorated() {
			return new AtomicInteger();
		}

		@Bean
		ThreadPoolTaskExecutor pool() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			// not needed, and often seen
			executor.initialize();
			return executor;
		}

		@Bean
		ThreadPoolTaskExecutor decoratedPool(AtomicInteger decorated) {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setTaskDecorator((task) -> {
				decorated.incrementAndGet();
				return task;
			});
			return executor;
		}

		@Bean
		SimpleAsyncTaskExecutor simple() {
			return new SimpleAsyncTaskExecutor();
		}

		@Bean(destroyMethod = "shutdown")
		ScheduledExecutorService plain() {
			return Executors.newScheduledThreadPool(1);
		}

		@Bean
		ConcurrentTaskExecutor concurrent(ScheduledExecutorService plain) {
			return new ConcurrentTaskExecutor(plain);
		}

		@Bean
		TaskExecutorAdapter adapter(ScheduledExecutorService plain) {
			return new TaskExecutorAdapter(plain);
		}

		@Bean
		ThreadPoolTaskScheduler poolScheduler() {
			return new ThreadPoolTaskScheduler();
		}

		@Bean
		ThreadPoolTaskScheduler removingScheduler() {
			ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
			scheduler.setRemoveOnCancelPolicy(true);
			return scheduler;
		}

		@Bean
		SimpleAsyncTaskScheduler simpleScheduler() {
			return new SimpleAsyncTaskScheduler();
		}

		@Bean
		ConcurrentTaskScheduler concurrentScheduler(ScheduledExecutorService plain) {
			return new ConcurrentTaskScheduler(plain);
		}

	}

}

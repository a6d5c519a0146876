package io.contexttrace.autoconfigure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.contexttrace.BusinessContext;
import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.RecordingListener;
import io.contexttrace.carrier.task.ReactiveScheduledPostProcessor;
import io.contexttrace.carrier.task.ScheduledContexts;
import io.contexttrace.carrier.task.ScheduledObservationHandler;
import io.contexttrace.carrier.task.ScheduledTaskConfigurer;
import io.contexttrace.propagation.ObservationSpans;
import io.micrometer.observation.ObservationHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

class ScheduledContextAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ContextTraceAutoConfiguration.class, ScheduledContextAutoConfiguration.class))
		.withUserConfiguration(Application.class);

	@Test
	void runHasAContext() {
		this.contextRunner.withPropertyValues("context-trace.scheduled.kind=nightly")
			.run((context) -> assertThat(context.getBean(Task.class).seen()).isNotNull()
				.extracting(BusinessContext::kind)
				.isEqualTo("nightly"));
	}

	@Test
	void runHasAContextInTheApplicationsOwnScheduler() {
		this.contextRunner
			.withBean(SchedulingConfigurer.class,
					() -> (registrar) -> registrar.setScheduler(Executors.newSingleThreadScheduledExecutor()))
			.run((context) -> assertThat(context.getBean(Task.class).seen()).isNotNull());
	}

	@Test
	void privateTaskBesideAReactiveOneRunsAsBefore() {
		this.contextRunner.withBean(MixedTasks.class, MixedTasks::new).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(MixedTasks.class).seen.get(20, TimeUnit.SECONDS)).isNotNull();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "context-trace.scheduled.enabled=false", "context-trace.enabled=false" })
	void backsOffWithAProperty(String property) {
		this.contextRunner.withPropertyValues(property).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(ScheduledTaskConfigurer.class);
			assertThat(context.getBean(Task.class).seen()).isNull();
		});
	}

	@Test
	void invalidKindStopsTheStart() {
		this.contextRunner.withPropertyValues("context-trace.scheduled.kind=no kind")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("context-trace.scheduled.kind"));
	}

	@Test
	void backsOffWithoutScheduling() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ContextTraceAutoConfiguration.class, ScheduledContextAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(SchedulingConfigurer.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ScheduledTaskConfigurer.class));
	}

	@Test
	void doesWithoutReactor() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("reactor"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ScheduledTaskConfigurer.class)
				.doesNotHaveBean(ReactiveScheduledPostProcessor.class));
	}

	@Test
	void doesWithoutObservations() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(ObservationHandler.class))
			.run((context) -> assertThat(context).doesNotHaveBean(ScheduledObservationHandler.class));
	}

	@Test
	void usersBeansWin() {
		this.contextRunner.withUserConfiguration(OwnBeans.class)
			.run((context) -> assertThat(context).hasSingleBean(ScheduledContexts.class)
				.hasSingleBean(ScheduledTaskConfigurer.class)
				.hasSingleBean(ScheduledObservationHandler.class)
				.hasSingleBean(ReactiveScheduledPostProcessor.class)
				.hasBean("ownContexts")
				.hasBean("ownConfigurer")
				.hasBean("ownHandler")
				.hasBean("ownPostProcessor"));
	}

	/**
	 * The user's configuration.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Application {

		@Bean
		Task task() {
			return new Task();
		}

	}

	/**
	 * A task that runs once.
	 */
	static class Task {

		private final CompletableFuture<BusinessContext> seen = new CompletableFuture<>();

		@Scheduled(initialDelay = 1)
		void run() {
			this.seen.complete(CurrentContext.get());
		}

		BusinessContext seen() throws Exception {
			return this.seen.get(20, TimeUnit.SECONDS);
		}

	}

	/**
	 * Tasks of which no proxy can see all.
	 */
	static class MixedTasks {

		private final CompletableFuture<BusinessContext> seen = new CompletableFuture<>();

		@Scheduled(initialDelay = 1)
		@SuppressWarnings("unused")
		private void hidden() {
			this.seen.complete(CurrentContext.get());
		}

		@Scheduled(fixedDelay = 60_000)
		Mono<Void> stream() {
			return Mono.empty();
		}

	}

	/**
	 * The user's own beans.
	 */
	@Configuration(proxyBeanMethods = false)
	static class OwnBeans {

		@Bean
		ScheduledContexts ownContexts(CurrentContext contexts, NewContexts newContexts) {
			return new ScheduledContexts(contexts, newContexts, "own", new RecordingListener());
		}

		@Bean
		ScheduledTaskConfigurer ownConfigurer(ScheduledContexts contexts) {
			return new ScheduledTaskConfigurer(contexts);
		}

		@Bean
		ScheduledObservationHandler ownHandler() {
			return new ScheduledObservationHandler(ObservationSpans.none());
		}

		@Bean
		static ReactiveScheduledPostProcessor ownPostProcessor() {
			return new ReactiveScheduledPostProcessor();
		}

	}

}

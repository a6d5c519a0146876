package io.contexttrace.autoconfigure;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.carrier.batch.BatchHooks;
import io.contexttrace.carrier.batch.ContextBatchListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.batch.core.job.AbstractJob;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class SpringBatchContextAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContextTraceAutoConfiguration.class,
				BatchContextAutoConfiguration.class, SpringBatchContextAutoConfiguration.class))
		.withUserConfiguration(JobConfiguration.class);

	@Test
	void runsAJobUnderItsOwnContext() {
		this.contextRunner.run((context) -> {
			BusinessContext launching = BusinessContext.of(new ContextId("case-1"), "session");
			try (CurrentContext.Scope scope = context.getBean(CurrentContext.class).open(launching)) {
				run(context, new ExecutionContext());
				assertThat(CurrentContext.get()).isEqualTo(launching);
			}
			BusinessContext seen = context.getBean(Seen.class).context;
			assertThat(seen.kind()).isEqualTo("batch");
			assertThat(seen.parentId()).isEqualTo(launching.id());
			assertThat(CurrentContext.get()).isNull();
		});
	}

	@Test
	void issuesAnotherIdWhereTheStoredOneIsMalformed() {
		this.contextRunner.run((context) -> {
			ExecutionContext stored = new ExecutionContext();
			stored.put("io.contexttrace.context-id", "not an id\r\n");
			stored.put("io.contexttrace.attempt", "many");
			run(context, stored);
			assertThat(context.getBean(Seen.class).context.id().value()).doesNotContain("not");
			stored.put("io.contexttrace.context-id", "kept");
			stored.put("io.contexttrace.attempt", 17L);
			run(context, stored);
			assertThat(context.getBean(Seen.class).context)
				.isEqualTo(BusinessContext.of(new ContextId("kept"), "batch").withAttribute("attempt", "18"));
		});
	}

	@Test
	void propertySwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.spring-batch.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(BatchHooks.class);
			run(context, new ExecutionContext());
			assertThat(context.getBean(Seen.class).context).isNull();
		});
	}

	@Test
	void backsOffWhereBatchesAreOff() {
		this.contextRunner.withPropertyValues("context-trace.batch.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BatchHooks.class));
	}

	@Test
	void masterSwitchSwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BatchHooks.class));
	}

	@Test
	void backsOffWithoutSpringBatch() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ContextTraceAutoConfiguration.class,
					BatchContextAutoConfiguration.class, SpringBatchContextAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.batch"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BatchHooks.class));
	}

	@Test
	void carriesTheContextWithoutMicrometersPropagation() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.micrometer.context")).run((context) -> {
			assertThat(context).hasNotFailed();
			run(context, new ExecutionContext());
			assertThat(context.getBean(Seen.class).context).isNotNull();
		});
	}

	@Test
	void usersBeansWin() {
		this.contextRunner.withBean("ownListener", ContextBatchListener.class, () -> new ContextBatchListener(null))
			.withBean("ownHooks", BatchHooks.class,
					() -> new BatchHooks(new ContextBatchListener(null), (task) -> task))
			.run((context) -> assertThat(context).hasSingleBean(ContextBatchListener.class)
				.hasSingleBean(BatchHooks.class)
				.hasBean("ownListener")
				.hasBean("ownHooks"));
	}

	private static void run(BeanFactory context, ExecutionContext stored) throws Exception {
		JobRepository repository = context.getBean(JobRepository.class);
		JobInstance instance = repository.createJobInstance("job", new JobParameters());
		JobExecution execution = repository.createJobExecution(instance, new JobParameters(), stored);
		context.getBean(AbstractJob.class).execute(execution);
	}

	static final class Seen {

		private @Nullable BusinessContext context;

	}

	@Configuration(proxyBeanMethods = false)
	static class JobConfiguration {

		@Bean
		JobRepository jobRepository() {
			return new ResourcelessJobRepository();
		}

		@Bean
		Seen seen() {
			return new Seen();
		}

		@Bean
		AbstractJob job(JobRepository repository, Seen seen) {
			return (AbstractJob) new JobBuilder("job", repository)
				.start(new StepBuilder("step", repository).tasklet((contribution, chunk) -> {
					seen.context = CurrentContext.get();
					return RepeatStatus.FINISHED;
				}).build())
				.build();
		}

	}

}

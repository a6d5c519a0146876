package io.contexttrace.hop.batch;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.contexttrace.ContextId;
import io.contexttrace.carrier.batch.BatchItems;
import io.contexttrace.carrier.batch.ContextItemProcessor;
import io.contexttrace.hop.Witness;

import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.flow.Flow;
import org.springframework.batch.core.job.flow.support.SimpleFlow;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.listener.SkipListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.support.ListItemReader;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Jobs as an application has them. None of them says for whom it works, and the executors
 * carry nothing.
 */
@Configuration(proxyBeanMethods = false)
class JobsConfiguration {

	private static final int ITEMS = 6;

	@Bean(destroyMethod = "shutdown")
	Pool pool() {
		return new Pool();
	}

	@Bean
	Job chunkJob(JobRepository repository, Witness witness, Step chunks) {
		Step tasklet = new StepBuilder("tasklet", repository).tasklet(working(witness, "tasklet")).build();
		return new JobBuilder("chunkJob", repository).listener(saying(witness)).start(tasklet).next(chunks).build();
	}

	@Bean
	Step chunks(JobRepository repository, Witness witness, Pool pool, BatchItems items) {
		return new StepBuilder("chunks", repository).<String, String>chunk(2)
			.reader(new ListItemReader<>(names("item")))
			.processor(new ContextItemProcessor<>(items, (item) -> new ContextId("doc-" + item), (item) -> {
				witness.work("process-" + item);
				return item;
			}))
			.writer((chunk) -> witness.work("write"))
			.taskExecutor(pool.executor())
			.build();
	}

	@Bean
	Job skippingJob(JobRepository repository, Witness witness, Pool pool) {
		Step chunks = new StepBuilder("skipping", repository).<String, String>chunk(2)
			.reader(new ListItemReader<>(names("skip")))
			.processor((item) -> {
				witness.log("try-" + item);
				throw new IllegalStateException("on purpose");
			})
			.writer((chunk) -> {
			})
			.faultTolerant()
			.retry(IllegalStateException.class)
			.retryLimit(1)
			.skip(IllegalStateException.class)
			.skipLimit(ITEMS)
			.skipListener(new SkipListener<String, String>() {

				@Override
				public void onSkipInProcess(String item, Throwable failure) {
					witness.log("skipped");
				}

			})
			.taskExecutor(pool.executor())
			.build();
		return new JobBuilder("skippingJob", repository).start(chunks).build();
	}

	@Bean
	Job partitionJob(JobRepository repository, Witness witness, Pool pool) {
		Step worker = new StepBuilder("worker", repository).tasklet(working(witness, "partition"))
			.listener(new StepExecutionListener() {

				@Override
				public ExitStatus afterStep(StepExecution stepExecution) {
					witness.log("after-partition");
					throw new IllegalStateException("a listener of the application's");
				}

			})
			.build();
		Step manager = new StepBuilder("manager", repository)
			.partitioner("worker",
					(size) -> IntStream.range(0, size)
						.boxed()
						.collect(Collectors.toMap((number) -> "part" + number, (number) -> new ExecutionContext())))
			.step(worker)
			.gridSize(3)
			.taskExecutor(pool.executor())
			.build();
		return new JobBuilder("partitionJob", repository).start(manager).build();
	}

	@Bean
	Job splitJob(JobRepository repository, Witness witness, Pool pool) {
		Flow left = flow("left", repository, witness);
		Flow right = flow("right", repository, witness);
		SimpleFlow both = new FlowBuilder<SimpleFlow>("both").split(pool.executor()).add(left, right).build();
		return new JobBuilder("splitJob", repository).start(both).end().build();
	}

	@Bean
	Job failingJob(JobRepository repository, Witness witness) {
		Step step = new StepBuilder("failing", repository).tasklet((contribution, context) -> {
			witness.work("failing-" + context.getStepContext().getJobParameters().get("run"));
			throw new IllegalStateException("on purpose");
		}).build();
		return new JobBuilder("failingJob", repository).start(step).build();
	}

	static Tasklet working(Witness witness, String what) {
		return (contribution, context) -> {
			witness.work(what);
			return RepeatStatus.FINISHED;
		};
	}

	private static Flow flow(String name, JobRepository repository, Witness witness) {
		Step step = new StepBuilder(name, repository).tasklet(working(witness, name)).build();
		return new FlowBuilder<SimpleFlow>(name).start(step).build();
	}

	private static JobExecutionListener saying(Witness witness) {
		return new JobExecutionListener() {

			@Override
			public void beforeJob(JobExecution execution) {
				witness.log("before-job");
			}

			@Override
			public void afterJob(JobExecution execution) {
				witness.log("after-job");
			}

		};
	}

	private static List<String> names(String prefix) {
		return IntStream.range(0, ITEMS).mapToObj((number) -> prefix + number).toList();
	}

	/**
	 * Threads that nobody has told of contexts. It is not an executor, so that nothing
	 * decorates it as one.
	 */
	static final class Pool {

		private final ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();

		Pool() {
			this.executor.setCorePoolSize(3);
			this.executor.initialize();
		}

		ThreadPoolTaskExecutor executor() {
			return this.executor;
		}

		void shutdown() {
			this.executor.shutdown();
		}

	}

}

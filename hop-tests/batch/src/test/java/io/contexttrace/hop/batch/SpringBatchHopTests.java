package io.contexttrace.hop.batch;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.contexttrace.ContextListener;
import io.contexttrace.Step.Outcome;
import io.contexttrace.carrier.batch.BatchHooks;
import io.contexttrace.hop.HopApplication;
import io.contexttrace.hop.Sighting;
import io.contexttrace.hop.Witness;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Jobs of Spring Batch on a real database.
 */
class SpringBatchHopTests {

	private static HopApplication application;

	@BeforeAll
	static void start() {
		application = HopApplication.start(Application.class, "spring.main.web-application-type=servlet",
				"spring.batch.job.enabled=false", "spring.datasource.url=jdbc:h2:mem:hop;DB_CLOSE_DELAY=-1");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void runsStepsChunksAndListenersUnderOneId() throws Exception {
		JobExecution execution = launch("chunkJob");
		assertThat(execution.getStatus()).isEqualTo(BatchStatus.COMPLETED);
		String id = id(execution);
		application.assertSeenUnder("tasklet", id);
		assertThat(application.sighting("write", 3).all()).containsOnly(id);
		assertThat(line("before-job")).containsEntry("contextId", id).containsEntry("contextAttempt", "1");
		assertThat(line("after-job")).containsEntry("contextId", id).containsEntry("contextKind", "batch");
		IntStream.range(0, 6).forEach((number) -> {
			application.assertSeenUnder("process-item" + number, "doc-item" + number);
			assertThat(line("process-item" + number)).containsEntry("parentContextId", id)
				.containsEntry("contextKind", "document")
				.containsEntry("contextAttempt", "1");
		});
		application.assertThreadsAreClean();
		assertSpansAreInOneTrace(id);
	}

	private static void assertSpansAreInOneTrace(String id) {
		SpanData step = application.spans().await((span) -> has(span, id, "step.name", "chunks"));
		SpanData job = application.spans().await((span) -> has(span, id, "job.name", "chunkJob"));
		assertThat(step.getTraceId()).isEqualTo(job.getTraceId());
		assertThat(job.getAttributes().get(AttributeKey.stringKey("context.attempt"))).isEqualTo("1");
		List<SpanData> items = application.spans()
			.all()
			.stream()
			.filter((span) -> span.getName().equals("batch.item")
					&& id.equals(span.getAttributes().get(AttributeKey.stringKey("context.parent.id"))))
			.toList();
		assertThat(items).hasSize(6).allSatisfy((item) -> assertThat(item.getTraceId()).isEqualTo(job.getTraceId()));
	}

	@Test
	void keepsTheIdForRetriesAndSkipsOnOtherThreads() throws Exception {
		JobExecution execution = launch("skippingJob");
		String id = id(execution);
		assertThat(lines("skipped", 6)).allSatisfy((mdc) -> assertThat(mdc).containsEntry("contextId", id));
		SpanData job = application.spans().await((span) -> has(span, id, "job.name", "skippingJob"));
		assertThat(lines("try-skip3", 2)).allSatisfy(
				(mdc) -> assertThat(mdc).containsEntry("contextId", id).containsEntry("traceId", job.getTraceId()));
		application.assertThreadsAreClean();
	}

	@Test
	void runsPartitionsUnderTheIdAndLeavesTheirThreadsClean() throws Exception {
		JobExecution execution = launch("partitionJob");
		Sighting seen = application.sighting("partition", 3);
		assertThat(seen.lines()).hasSize(3);
		assertThat(seen.all()).containsOnly(id(execution));
		SpanData manager = application.spans().await((span) -> has(span, id(execution), "step.name", "manager"));
		assertThat(lines("after-partition", 3))
			.allSatisfy((mdc) -> assertThat(mdc).containsEntry("contextId", id(execution))
				.containsEntry("traceId", manager.getTraceId()));
		assertThat(application.spans().all()).filteredOn((span) -> span.getParentSpanId().equals(manager.getSpanId()))
			.hasSize(3);
		application.assertThreadsAreClean();
	}

	@Test
	void runsTheFlowsOfASplitUnderTheId() throws Exception {
		String id = id(launch("splitJob"));
		application.assertSeenUnder("left", id);
		application.assertSeenUnder("right", id);
		application.assertThreadsAreClean();
	}

	@Test
	void keepsTheIdAtARestartAndSaysWhichAttemptItIs() throws Exception {
		JobExecution first = launch("failingJob", "restarted");
		assertThat(first.getStatus()).isEqualTo(BatchStatus.FAILED);
		JobOperator operator = application.bean(JobOperator.class);
		JobExecution second = operator.restart(first);
		JobExecution third = operator.start(job("failingJob"), first.getJobParameters());
		assertThat(List.of(id(second), id(third))).containsOnly(id(first));
		assertThat(application.sighting("failing-restarted", 3).all()).containsOnly(id(first));
		assertThat(lines("failing-restarted", 3)).extracting((mdc) -> mdc.get("contextAttempt"))
			.containsExactly("1", "2", "3");
		List<io.contexttrace.Step> steps = application.bean(Steps.class).of(id(first), "batch.job");
		assertThat(steps).extracting(io.contexttrace.Step::outcome).containsOnly(Outcome.ERROR).hasSize(3);
		assertThat(steps).extracting((step) -> step.context().attributes().get("attempt"))
			.containsExactly("1", "2", "3");
		assertThat(steps.get(0).errorType()).isEqualTo(IllegalStateException.class.getName());
		application.assertThreadsAreClean();
	}

	@Test
	void takesTheRequestThatLaunchesItAsItsParent() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + application.port() + "/launch"))
			.header("X-Context-Id", "case-7")
			.POST(HttpRequest.BodyPublishers.noBody())
			.build();
		HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
		String id = response.body();
		application.assertSeenUnder("failing-http", id);
		assertThat(line("failing-http")).containsEntry("parentContextId", "case-7");
		assertThat(response.headers().firstValue("X-Context-Id")).hasValue("case-7");
		application.assertThreadsAreClean();
	}

	@Test
	void takesTheLaunchingContextAsParentOnAnotherThreadToo() throws Exception {
		TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
		operator.setJobRepository(application.bean(JobRepository.class));
		operator.setJobRegistry(new MapJobRegistry());
		operator.setTaskExecutor(application.bean(JobsConfiguration.Pool.class).executor());
		operator.afterPropertiesSet();
		application.under("case-8", () -> {
			try {
				operator.start(job("failingJob"),
						new JobParametersBuilder().addString("run", "async").toJobParameters());
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
		application.sighting("failing-async");
		assertThat(line("failing-async")).containsEntry("parentContextId", "case-8")
			.containsEntry("contextKind", "batch");
		application.assertThreadsAreClean();
	}

	@Test
	void hooksAJobThatIsNoBeanByOneCall() throws Exception {
		JobRepository repository = application.bean(JobRepository.class);
		Step step = new StepBuilder("late", repository)
			.tasklet(JobsConfiguration.working(application.bean(Witness.class), "late"))
			.build();
		Job job = new JobBuilder("lateJob", repository).start(step).build();
		application.bean(BatchHooks.class).hookJob(job);
		application.bean(BatchHooks.class).hookJob(job);
		JobExecution execution = application.bean(JobOperator.class).start(job, new JobParameters());
		application.assertSeenUnder("late", id(execution));
		assertThat(application.bean(Steps.class).of(id(execution), "batch.step")).hasSize(1);
		application.assertThreadsAreClean();
	}

	private static boolean has(SpanData span, String id, String attribute, String value) {
		return id.equals(span.getAttributes().get(AttributeKey.stringKey("context.id")))
				&& value.equals(span.getAttributes().get(AttributeKey.stringKey("spring.batch." + attribute)));
	}

	private static JobExecution launch(String job) throws Exception {
		return launch(job, job + System.nanoTime());
	}

	private static JobExecution launch(String job, String run) throws Exception {
		return application.bean(JobOperator.class)
			.start(job(job), new JobParametersBuilder().addString("run", run).toJobParameters());
	}

	private static Job job(String name) {
		return application.context().getBean(name, Job.class);
	}

	private static String id(JobExecution execution) {
		return execution.getExecutionContext().getString("io.contexttrace.context-id");
	}

	private static Map<String, String> line(String what) {
		return lines(what, 1).get(0);
	}

	private static List<Map<String, String>> lines(String what, int times) {
		List<Map<String, String>> lines = application.lines(what)
			.stream()
			.map(ILoggingEvent::getMDCPropertyMap)
			.toList();
		assertThat(lines).as(what).hasSizeGreaterThanOrEqualTo(times);
		return lines;
	}

	/**
	 * The application.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import({ JobsConfiguration.class, Launching.class })
	static class Application {

		@Bean
		Steps steps() {
			return new Steps();
		}

	}

	/**
	 * Launches a job for a request.
	 */
	@RestController
	static class Launching {

		private final JobOperator operator;

		private final Job failingJob;

		Launching(JobOperator operator, Job failingJob) {
			this.operator = operator;
			this.failingJob = failingJob;
		}

		@PostMapping("/launch")
		String launch() throws Exception {
			return id(this.operator.start(this.failingJob,
					new JobParametersBuilder().addString("run", "http").toJobParameters()));
		}

	}

	/**
	 * Keeps the steps.
	 */
	static class Steps implements ContextListener {

		private final List<io.contexttrace.Step> finished = new CopyOnWriteArrayList<>();

		@Override
		public void finished(io.contexttrace.Step step) {
			this.finished.add(step);
		}

		List<io.contexttrace.Step> of(String contextId, String name) {
			return this.finished.stream()
				.filter((step) -> step.name().equals(name) && step.context().id().value().equals(contextId))
				.toList();
		}

	}

}

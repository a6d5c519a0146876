package io.contexttrace.hop.batch;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.contexttrace.ContextId;
import io.contexttrace.carrier.batch.BatchItems;
import io.contexttrace.carrier.batch.ContextItemProcessor;
import io.contexttrace.hop.HopApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.support.ListItemReader;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A batch of twenty items of which some fail, and its restart in another application that
 * has nothing in common with the first but the database and the log.
 */
class ItemsToRetryTests {

	private static final String DATABASE = "spring.datasource.url=jdbc:h2:mem:retry;DB_CLOSE_DELAY=-1";

	/**
	 * The query of docs/batch.md.
	 */
	private static final String ITEMS_TO_RETRY = """
			select contextId
			from read_json('%s', format = 'newline_delimited', columns = {'@timestamp': 'timestamptz',
				logger_name: 'varchar', contextId: 'varchar', parentContextId: 'varchar', outcome: 'varchar'})
			where logger_name = 'context-trace.batch-item' and parentContextId = ?
			group by contextId
			having arg_max(outcome, "@timestamp") = 'error'
			order by contextId
			""";

	@TempDir
	private Path folder;

	@Test
	void areFoundByTheBatchsId() throws Exception {
		JobExecution first = run("2,7,11");
		assertThat(first.getStatus()).isEqualTo(BatchStatus.FAILED);
		String batch = id(first);
		assertThat(itemsToRetry(batch)).containsExactly("invoice-11", "invoice-2", "invoice-7");
		JobExecution second = run("11");
		assertThat(second.getStatus()).isEqualTo(BatchStatus.FAILED);
		assertThat(id(second)).isEqualTo(batch);
		assertThat(second.getExecutionContext().getString("io.contexttrace.attempt")).isEqualTo("2");
		assertThat(itemsToRetry(batch)).containsExactly("invoice-11");
		assertThat(itemsToRetry("another")).isEmpty();
	}

	private JobExecution run(String failing) throws Exception {
		try (HopApplication application = HopApplication.start(Application.class, DATABASE,
				"spring.batch.job.enabled=false", "failing=" + failing, "logging.structured.format.file=logstash",
				"logging.file.name=" + log())) {
			return application.bean(JobOperator.class).start(application.bean(Job.class), new JobParameters());
		}
	}

	private List<String> itemsToRetry(String batch) throws SQLException {
		List<String> items = new ArrayList<>();
		try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
				PreparedStatement query = connection.prepareStatement(ITEMS_TO_RETRY.formatted(log()))) {
			query.setString(1, batch);
			ResultSet rows = query.executeQuery();
			while (rows.next()) {
				items.add(rows.getString(1));
			}
		}
		return items;
	}

	private Path log() {
		return this.folder.resolve("application.log");
	}

	private static String id(JobExecution execution) {
		return execution.getExecutionContext().getString("io.contexttrace.context-id");
	}

	/**
	 * The application.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Job invoices(JobRepository repository, BatchItems items, @Value("${failing}") Set<Integer> failing) {
			Step step = new StepBuilder("invoices", repository).<Integer, Integer>chunk(5)
				.reader(new ListItemReader<>(IntStream.range(0, 20).boxed().toList()))
				.processor(new ContextItemProcessor<>(items, (item) -> new ContextId("invoice-" + item), (item) -> {
					if (failing.contains(item)) {
						throw new IllegalStateException("on purpose");
					}
					return item;
				}))
				.writer((chunk) -> {
				})
				.faultTolerant()
				.skip(IllegalStateException.class)
				.skipLimit(20)
				.listener(new FailingWhereSkipped())
				.build();
			return new JobBuilder("invoices", repository).start(step).build();
		}

	}

	/**
	 * Lets a step fail that has skipped items, so that it can be restarted.
	 */
	static class FailingWhereSkipped implements StepExecutionListener {

		@Override
		public ExitStatus afterStep(StepExecution execution) {
			if (execution.getSkipCount() > 0) {
				execution.setStatus(BatchStatus.FAILED);
				return ExitStatus.FAILED;
			}
			return execution.getExitStatus();
		}

	}

}

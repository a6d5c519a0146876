package io.contexttrace.carrier.batch;

import io.contexttrace.BusinessContext;
import io.contexttrace.FaultBarrier;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.scope.context.JobContext;
import org.springframework.batch.core.scope.context.JobSynchronizationManager;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.scope.context.StepSynchronizationManager;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.core.Ordered;

/**
 * Opens the batch's context on the thread that executes a job or a step, before any other
 * listener is called. It is closed when Spring Batch releases the job's or the step's
 * scope, which happens on that thread after all listeners, also when one of them throws
 * or the database is gone. Safe for use by several threads.
 */
public final class ContextBatchListener implements JobExecutionListener, StepExecutionListener, Ordered {

	static final String STEP = "batch.step";

	private final BatchContexts batches;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance.
	 * @param batches opens the work
	 */
	public ContextBatchListener(BatchContexts batches) {
		this.batches = batches;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public void beforeJob(JobExecution execution) {
		this.barrier.run(this, () -> {
			JobContext scope = JobSynchronizationManager.getContext();
			if (scope != null) {
				BusinessContext batch = context(execution);
				OpenBatchWork work = new OpenBatchWork(this.batches.open(batch, BatchContexts.JOB),
						() -> BatchOutcome.of(execution));
				scope.registerDestructionCallback(StoredContext.PREFIX + BatchContexts.JOB, work);
				this.batches.tell(execution.getJobInstance().getJobName(), batch);
			}
		});
	}

	@Override
	public void beforeStep(StepExecution execution) {
		this.barrier.run(this, () -> {
			StepContext scope = StepSynchronizationManager.getContext();
			if (scope != null) {
				OpenBatchWork work = new OpenBatchWork(this.batches.open(context(execution.getJobExecution()), STEP),
						() -> BatchOutcome.of(execution));
				scope.registerDestructionCallback(StoredContext.PREFIX + STEP, work);
			}
		});
	}

	private BusinessContext context(JobExecution execution) {
		ExecutionContext stored = execution.getExecutionContext();
		BusinessContext batch = StoredContext.read(stored);
		if (batch == null) {
			// a repository that we have not seen
			batch = this.batches.first();
			StoredContext.write(batch, stored);
		}
		return batch;
	}

}

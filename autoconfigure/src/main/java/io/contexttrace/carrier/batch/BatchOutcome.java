package io.contexttrace.carrier.batch;

import java.util.List;

import io.contexttrace.propagation.ReceivedWork;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.UnexpectedJobExecutionException;
import org.springframework.batch.core.step.StepExecution;

/**
 * How a job or a step ended.
 *
 * @param status its status
 * @param failures what was thrown
 */
record BatchOutcome(BatchStatus status, List<Throwable> failures) {

	static BatchOutcome of(JobExecution execution) {
		return new BatchOutcome(execution.getStatus(), execution.getAllFailureExceptions());
	}

	static BatchOutcome of(StepExecution execution) {
		return new BatchOutcome(execution.getStatus(), execution.getFailureExceptions());
	}

	void tell(ReceivedWork work) {
		if (this.status.isUnsuccessful()) {
			work.failed(this.failures.isEmpty() ? new UnexpectedJobExecutionException(this.status.toString())
					: this.failures.get(0));
		}
		else if (this.status == BatchStatus.STOPPED || this.status == BatchStatus.STOPPING) {
			work.cancelled();
		}
	}

}

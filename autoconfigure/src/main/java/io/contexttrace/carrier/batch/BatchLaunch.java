package io.contexttrace.carrier.batch;

import java.lang.reflect.Method;

import io.contexttrace.BusinessContext;
import io.contexttrace.FaultBarrier;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Gives each execution of a job its context, at the moment at which the job repository
 * creates the execution. That is still on the thread that launches the job, whose context
 * becomes the batch's parent, and whoever launches it comes by here. An execution that
 * follows another one of the same instance keeps that one's id and is its next attempt.
 *
 * @param batches makes the contexts
 * @param barrier keeps a failure away from the launch
 */
record BatchLaunch(BatchContexts batches, FaultBarrier barrier) implements MethodBeforeAdvice {

	static final String METHOD = "createJobExecution";

	@Override
	public void before(Method method, @Nullable Object[] args, @Nullable Object target) {
		for (Object argument : args) {
			if (argument instanceof ExecutionContext execution) {
				this.barrier.run(this, () -> prepare(execution));
			}
		}
	}

	private void prepare(ExecutionContext execution) {
		BusinessContext again = StoredContext.readNextAttempt(execution);
		StoredContext.write((again != null) ? again : this.batches.first(), execution);
	}

}

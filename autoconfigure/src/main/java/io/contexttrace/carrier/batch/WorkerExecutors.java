package io.contexttrace.carrier.batch;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.DirectFieldAccessor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskExecutor;

/**
 * Changes executors inside Spring Batch, which have setters and no getters, so that their
 * threads hold what the step's thread holds. What is not where it is in Spring Batch 6
 * stays as it is.
 *
 * @param decorator takes along what a thread holds
 */
record WorkerExecutors(TaskDecorator decorator) {

	private static final String EXECUTOR = "taskExecutor";

	void takeAlong(Object owner) {
		if (field(owner, EXECUTOR) instanceof TaskExecutor executor && !(executor instanceof SyncTaskExecutor)
				&& !(executor instanceof ContextTaskExecutor)) {
			new DirectFieldAccessor(owner).setPropertyValue(EXECUTOR,
					new ContextTaskExecutor(executor, this.decorator));
		}
	}

	static @Nullable Object field(Object owner, String name) {
		DirectFieldAccessor fields = new DirectFieldAccessor(owner);
		return fields.isReadableProperty(name) ? fields.getPropertyValue(name) : null;
	}

}

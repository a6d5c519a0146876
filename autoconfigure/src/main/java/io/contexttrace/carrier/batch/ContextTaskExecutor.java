package io.contexttrace.carrier.batch;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskExecutor;

/**
 * Takes what the submitting thread holds along to the threads of another executor, for
 * the time of the task.
 *
 * @param delegate executes the tasks
 * @param decorator takes along what the thread holds
 */
record ContextTaskExecutor(TaskExecutor delegate, TaskDecorator decorator) implements AsyncTaskExecutor {

	@Override
	public void execute(Runnable task) {
		this.delegate.execute(this.decorator.decorate(task));
	}

}

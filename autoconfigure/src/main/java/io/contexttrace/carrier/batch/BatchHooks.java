package io.contexttrace.carrier.batch;

import io.contexttrace.FaultBarrier;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.batch.core.job.AbstractJob;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.flow.Flow;
import org.springframework.batch.core.job.flow.FlowHolder;
import org.springframework.batch.core.partition.PartitionStep;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepHolder;
import org.springframework.core.task.TaskDecorator;

/**
 * Puts jobs and steps under the context of their batch. This is done by itself for those
 * that are beans, and for the steps inside them; a job that is built while the
 * application runs is hooked by a call. Doing it twice does no harm. Safe for use by
 * several threads.
 */
public final class BatchHooks {

	private final ContextBatchListener listener;

	private final WorkerExecutors executors;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance.
	 * @param listener opens the context around jobs and steps
	 * @param decorator takes along what a thread holds to a step's other threads
	 */
	public BatchHooks(ContextBatchListener listener, TaskDecorator decorator) {
		this.listener = listener;
		this.executors = new WorkerExecutors(decorator);
	}

	/**
	 * Put a job and its steps under the context of their batch. A job that does not
	 * extend {@link AbstractJob} stays as it is.
	 * @param job the job
	 */
	public void hookJob(Job job) {
		if (job instanceof AbstractJob hooked && !AopUtils.isAopProxy(job)) {
			hooked.registerJobExecutionListener(this.listener);
			this.barrier.run(this, () -> {
				hookSteps(hooked);
				hookFlow(WorkerExecutors.field(hooked, "flow"));
			});
		}
	}

	/**
	 * Put a step, and the step of its partitions, under the context of their batch. A
	 * step that does not extend {@link AbstractStep} stays as it is: on the job's thread
	 * it is under the job's context.
	 * @param step the step
	 */
	public void hookStep(Step step) {
		if (step instanceof AbstractStep hooked && !AopUtils.isAopProxy(step)) {
			hooked.registerStepExecutionListener(this.listener);
			this.barrier.run(this, () -> hookWorkers(hooked));
		}
	}

	private void hookSteps(AbstractJob job) {
		for (String name : job.getStepNames()) {
			Step step = job.getStep(name);
			if (step != null) {
				StepObservations.observeAs(job, step);
				hookStep(step);
			}
		}
	}

	private void hookWorkers(AbstractStep step) {
		this.executors.takeAlong(step);
		Object repeating = WorkerExecutors.field(step, "stepOperations");
		if (repeating != null) {
			this.executors.takeAlong(repeating);
		}
		if (step instanceof PartitionStep) {
			hookPartitions(step, WorkerExecutors.field(step, "partitionHandler"));
		}
	}

	private void hookPartitions(AbstractStep step, @Nullable Object handler) {
		if (handler != null) {
			this.executors.takeAlong(handler);
		}
		if (handler instanceof StepHolder holder && holder.getStep() != null) {
			StepObservations.observeAs(step, holder.getStep());
			hookStep(holder.getStep());
		}
	}

	private void hookFlow(@Nullable Object part) {
		if (part instanceof Flow flow) {
			flow.getStates().stream().filter(FlowHolder.class::isInstance).forEach((state) -> {
				this.executors.takeAlong(state);
				((FlowHolder) state).getFlows().forEach(this::hookFlow);
			});
		}
	}

}

package io.contexttrace.carrier.batch;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.contexttrace.propagation.ReceivedWork;

/**
 * Work on a batch that is open on a thread. Spring Batch runs this at the end of the
 * job's or the step's scope. Executions with equal ids share a scope, such as those of
 * two resourceless repositories, and each of them ends it: only the thread that has
 * opened the work closes it, and once.
 */
final class OpenBatchWork implements Runnable {

	private final ReceivedWork work;

	private final Supplier<BatchOutcome> outcome;

	private final Thread thread = Thread.currentThread();

	private final AtomicBoolean closed = new AtomicBoolean();

	OpenBatchWork(ReceivedWork work, Supplier<BatchOutcome> outcome) {
		this.work = work;
		this.outcome = outcome;
	}

	@Override
	public void run() {
		if (Thread.currentThread() == this.thread && this.closed.compareAndSet(false, true)) {
			try (this.work) {
				this.outcome.get().tell(this.work);
			}
		}
	}

}

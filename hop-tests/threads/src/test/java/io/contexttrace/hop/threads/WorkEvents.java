package io.contexttrace.hop.threads;

import java.util.concurrent.CountDownLatch;

import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Listens to events that bring work.
 */
class WorkEvents {

	@EventListener
	void on(Synchronous event) {
		event.run();
	}

	@Async
	@EventListener
	void on(Asynchronous event) {
		event.run();
	}

	@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
	void on(BeforeCommit event) {
		event.run();
	}

	@TransactionalEventListener
	void on(AfterCommit event) {
		event.run();
	}

	@Async
	@TransactionalEventListener
	void on(AsynchronousAfterCommit event) {
		event.run();
	}

	@Async
	@TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK)
	void on(AsynchronousAfterRollback event) {
		event.run();
	}

	/**
	 * An event that brings work.
	 */
	static class Event {

		private final Runnable work;

		private final CountDownLatch done = new CountDownLatch(1);

		Event(Runnable work) {
			this.work = work;
		}

		void run() {
			this.work.run();
			this.done.countDown();
		}

		CountDownLatch done() {
			return this.done;
		}

	}

	static final class Synchronous extends Event {

		Synchronous(Runnable work) {
			super(work);
		}

	}

	static final class Asynchronous extends Event {

		Asynchronous(Runnable work) {
			super(work);
		}

	}

	static final class BeforeCommit extends Event {

		BeforeCommit(Runnable work) {
			super(work);
		}

	}

	static final class AfterCommit extends Event {

		AfterCommit(Runnable work) {
			super(work);
		}

	}

	static final class AsynchronousAfterCommit extends Event {

		AsynchronousAfterCommit(Runnable work) {
			super(work);
		}

	}

	static final class AsynchronousAfterRollback extends Event {

		AsynchronousAfterRollback(Runnable work) {
			super(work);
		}

	}

}

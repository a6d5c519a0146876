package io.contexttrace.lambda;

import io.contexttrace.ContextListener;
import io.contexttrace.CurrentContext;
import io.contexttrace.RunningStep;

/**
 * Lets a thread hold what has been found, and measures the work. Implementations are safe
 * for use by several threads.
 */
@FunctionalInterface
public interface WorkOpener {

	/**
	 * Open the work on an invocation or a record.
	 * @param received what has been found
	 * @param stepName what the work is called; one of few
	 * @return the work, to be left on the same thread and ended
	 */
	OpenedWork open(ReceivedInvocation received, String stepName);

	/**
	 * For functions without a tracer.
	 * @param listener is told of each finished piece of work; one that does not throw
	 * @return the opener
	 */
	static WorkOpener untraced(ContextListener listener) {
		return (received, stepName) -> new UntracedWork(received.snapshot().open(),
				new RunningStep(received.snapshot().context(), stepName, listener));
	}

	/**
	 * Work that has no span.
	 *
	 * @param scope lets the thread hold the context
	 * @param step measures the work
	 */
	record UntracedWork(CurrentContext.Scope scope, RunningStep step) implements OpenedWork {

		@Override
		public void failed(Throwable failure) {
			this.step.failed(failure);
		}

		@Override
		public void cancelled() {
			this.step.cancelled();
		}

		@Override
		public void leave() {
			this.scope.close();
		}

		@Override
		public void end() {
			this.step.succeeded();
		}

	}

}

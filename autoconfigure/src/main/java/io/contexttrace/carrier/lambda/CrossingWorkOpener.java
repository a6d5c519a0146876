package io.contexttrace.carrier.lambda;

import io.contexttrace.lambda.OpenedWork;
import io.contexttrace.lambda.ReceivedInvocation;
import io.contexttrace.lambda.WorkOpener;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.ReceivedWork;
import io.contexttrace.propagation.WorkOrigin;

/**
 * Opens the work of a function with a span below the caller's, if there is a tracer.
 *
 * @param crossing opens the work
 */
public record CrossingWorkOpener(ContextCrossing crossing) implements WorkOpener {

	@Override
	public OpenedWork open(ReceivedInvocation received, String stepName) {
		return new CrossedWork(this.crossing.open(received.snapshot(), stepName,
				new WorkOrigin<>(received, ReceivedInvocation.GETTER, WorkOrigin.Relation.CHILD)));
	}

	private record CrossedWork(ReceivedWork work) implements OpenedWork {

		@Override
		public void failed(Throwable failure) {
			this.work.failed(failure);
		}

		@Override
		public void cancelled() {
			this.work.cancelled();
		}

		@Override
		public void leave() {
			this.work.leave();
		}

		@Override
		public void end() {
			this.work.end();
		}

	}

}

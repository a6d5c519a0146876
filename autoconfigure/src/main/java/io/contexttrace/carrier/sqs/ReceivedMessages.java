package io.contexttrace.carrier.sqs;

import java.util.function.Supplier;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.FaultBarrier;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.ReceivedWork;
import io.contexttrace.propagation.WorkOrigin;
import org.jspecify.annotations.Nullable;

/**
 * Opens the work on received messages. Where that fails, there is no work to close, and
 * the application goes on.
 *
 * @param crossing reads and opens contexts
 * @param barrier keeps our failures away from the application
 */
record ReceivedMessages(ContextCrossing crossing, FaultBarrier barrier) {

	/**
	 * The name of a listener's step, and what listeners are told brought a context.
	 */
	static final String CONSUMER = "sqs.consumer";

	/**
	 * The name of the step of one message, where the application says at which it works.
	 */
	static final String MESSAGE = "sqs.message";

	ReceivedMessages(ContextCrossing crossing) {
		this(crossing, new FaultBarrier());
	}

	ContextSnapshot read(ReceivedSqsMessage message) {
		return this.crossing.read(message, ReceivedSqsMessage.GETTER, CONSUMER);
	}

	@Nullable ReceivedWork open(ReceivedSqsMessage message, String stepName) {
		return guarded(() -> this.crossing.open(read(message), stepName,
				new WorkOrigin<>(message, ReceivedSqsMessage.GETTER, WorkOrigin.Relation.CHILD)));
	}

	@Nullable ReceivedWork guarded(Supplier<@Nullable ReceivedWork> opening) {
		try {
			return opening.get();
		}
		catch (RuntimeException | LinkageError ex) {
			this.barrier.report(this.crossing, ex);
			return null;
		}
	}

}

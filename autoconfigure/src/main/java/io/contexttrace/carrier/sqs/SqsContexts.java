package io.contexttrace.carrier.sqs;

import java.util.concurrent.Callable;

import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.ReceivedWork;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Does the work on one message that a client of Amazon SQS has received, under the
 * message's context. What the work throws passes unchanged. Safe for use by several
 * threads.
 */
public final class SqsContexts {

	private final ReceivedMessages messages;

	/**
	 * Create an instance.
	 * @param crossing reads and opens contexts
	 */
	public SqsContexts(ContextCrossing crossing) {
		this.messages = new ReceivedMessages(crossing);
	}

	/**
	 * Work on a message.
	 * @param message the message
	 * @param action the work
	 */
	public void run(Message message, Runnable action) {
		WorkCalls.run(open(message), action);
	}

	/**
	 * Work on a message, with a result.
	 * @param <T> the type of the result
	 * @param message the message
	 * @param action the work
	 * @return the result
	 * @throws Exception what the work throws
	 */
	public <T extends @Nullable Object> T call(Message message, Callable<T> action) throws Exception {
		return WorkCalls.call(open(message), action);
	}

	private @Nullable ReceivedWork open(Message message) {
		return this.messages.open(new ReceivedSqsMessage(message), ReceivedMessages.MESSAGE);
	}

}

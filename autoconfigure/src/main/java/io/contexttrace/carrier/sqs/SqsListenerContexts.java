package io.contexttrace.carrier.sqs;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * Does the work on one message that Spring Cloud AWS has received, under the message's
 * context. Listener methods of single messages run so by themselves: call this for each
 * message of a batch, and in a listener that is no method. What the work throws passes
 * unchanged. Safe for use by several threads.
 */
public final class SqsListenerContexts {

	private final ListenerWork works;

	/**
	 * Create an instance.
	 * @param works opens the work
	 */
	public SqsListenerContexts(ListenerWork works) {
		this.works = works;
	}

	/**
	 * Work on a message.
	 * @param message the message
	 * @param action the work
	 */
	public void run(Message<?> message, Runnable action) {
		WorkCalls.run(this.works.one(message), action);
	}

	/**
	 * Work on a message, with a result.
	 * @param <T> the type of the result
	 * @param message the message
	 * @param action the work
	 * @return the result
	 * @throws Exception what the work throws
	 */
	public <T extends @Nullable Object> T call(Message<?> message, Callable<T> action) throws Exception {
		return WorkCalls.call(this.works.one(message), action);
	}

}

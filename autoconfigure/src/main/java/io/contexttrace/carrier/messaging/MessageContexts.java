package io.contexttrace.carrier.messaging;

import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * Does the work on one message under the message's context, where no channel does it: on
 * one of a batch, on one that was received by hand, and in reactive functions. What the
 * work throws passes unchanged. Safe for use by several threads.
 */
public final class MessageContexts {

	private final MessageWork works;

	/**
	 * Create an instance.
	 * @param works opens the work
	 */
	public MessageContexts(MessageWork works) {
		this.works = works;
	}

	/**
	 * Work on a message.
	 * @param message the message
	 * @param action the work
	 */
	public void run(Message<?> message, Runnable action) {
		this.works.spanned(message).run(action);
	}

	/**
	 * Work on one payload of a batch.
	 * @param headers its headers, one element of {@code kafka_batchConvertedHeaders}
	 * @param action the work
	 */
	public void run(Map<String, ?> headers, Runnable action) {
		this.works.spanned(headers).run(action);
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
		return this.works.spanned(message).during(action::call);
	}

}

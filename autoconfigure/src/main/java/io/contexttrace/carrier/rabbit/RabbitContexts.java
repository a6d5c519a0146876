package io.contexttrace.carrier.rabbit;

import java.util.Map;
import java.util.concurrent.Callable;

import io.contexttrace.propagation.ContextCrossing;

import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

/**
 * Does the work on one message under what that message is for, where no listener
 * container does it: in a batch listener, whose messages may each be for another context,
 * and on messages that are fetched from a queue. Each piece of work is a step
 * {@code rabbit.message}, and if listeners have spans, a trace of its own with a link to
 * the sender. What the work throws passes unchanged. Safe for use by several threads.
 */
public final class RabbitContexts {

	private final ContextCrossing crossing;

	private final ReceivedMessages received;

	/**
	 * Create an instance.
	 * @param crossing writes the context onto what is sent
	 * @param received opens the work on what was received
	 */
	public RabbitContexts(ContextCrossing crossing, ReceivedMessages received) {
		this.crossing = crossing;
		this.received = received;
	}

	/**
	 * Work at a message.
	 * @param message the message
	 * @param action the work
	 */
	public void run(Message message, Runnable action) {
		this.received.one(message).run(action);
	}

	/**
	 * Work at a message of Spring Messaging that was made of one of AMQP.
	 * @param message the message
	 * @param action the work
	 */
	public void run(org.springframework.messaging.Message<?> message, Runnable action) {
		run(message.getHeaders(), action);
	}

	/**
	 * Work at a payload whose headers came beside it.
	 * @param headers the headers of the payload
	 * @param action the work
	 */
	public void run(Map<String, ?> headers, Runnable action) {
		this.received.one(headers).run(action);
	}

	/**
	 * Work at a message and return a result.
	 * @param <T> the type of the result
	 * @param message the message
	 * @param action the work
	 * @return what the work returned
	 * @throws Exception what the work threw
	 */
	public <T> T call(Message message, Callable<T> action) throws Exception {
		return this.received.one(message).during(action::call);
	}

	/**
	 * Write what the thread holds onto a message that is sent without a template. A
	 * header that is there already stays. A message that stands for several stays as it
	 * is: each of them was sent under a context of its own.
	 * @param message the message
	 */
	public void write(Message message) {
		if (!message.getMessageProperties().getHeaders().containsKey(MessageProperties.SPRING_BATCH_FORMAT)) {
			this.crossing.send(message, RabbitHeaderFormat.GETTER, RabbitHeaderFormat.SETTER);
		}
	}

}

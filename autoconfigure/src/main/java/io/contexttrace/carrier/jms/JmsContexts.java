package io.contexttrace.carrier.jms;

import java.util.concurrent.Callable;

import io.contexttrace.propagation.ContextCrossing;
import jakarta.jms.Message;

/**
 * Does the work on a JMS message that no listener container delivers under what that
 * message is for. Each piece of work is a step {@code jms.message}, and with a tracer a
 * trace of its own with a link to the sender. What the work throws passes unchanged. Safe
 * for use by several threads.
 */
public final class JmsContexts {

	private final ContextCrossing crossing;

	private final ReceivedMessages received;

	/**
	 * Create an instance.
	 * @param crossing writes the context onto what is sent
	 * @param received opens the work on what was received
	 */
	public JmsContexts(ContextCrossing crossing, ReceivedMessages received) {
		this.crossing = crossing;
		this.received = received;
	}

	/**
	 * Work at a message.
	 * @param message the message
	 * @param action the work
	 */
	public void run(Message message, Runnable action) {
		this.received.fetched(message).run(action);
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
		return this.received.fetched(message).during(action::call);
	}

	/**
	 * Write what the thread holds onto a message. A property that is there already stays,
	 * and a message whose properties cannot be written stays as it is.
	 * @param message the message
	 */
	public void write(Message message) {
		this.crossing.send(message, JmsHeaderFormat.GETTER, JmsHeaderFormat.SETTER);
	}

}

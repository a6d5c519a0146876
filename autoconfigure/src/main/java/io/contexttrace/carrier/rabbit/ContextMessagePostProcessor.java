package io.contexttrace.carrier.rabbit;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.contexttrace.FaultBarrier;

import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessagePostProcessor;

/**
 * Writes what the sending thread holds onto a copy of a message, because the application
 * may use its properties for other messages, too. A header that is there already stays.
 * Templates that are beans have it; one that is made by hand is given it with
 * {@code addBeforePublishPostProcessors}. Safe for use by several threads.
 */
public final class ContextMessagePostProcessor implements MessagePostProcessor {

	private final Supplier<RabbitContexts> contexts;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance.
	 * @param contexts writes the headers; asked for when the first message is sent
	 */
	public ContextMessagePostProcessor(Supplier<RabbitContexts> contexts) {
		this.contexts = contexts;
	}

	@Override
	public Message postProcessMessage(Message message) {
		AtomicReference<Message> sent = new AtomicReference<>(message);
		this.barrier.run(this, () -> {
			// an application may send many messages with the same properties
			Message own = new Message(message.getBody(), new SentProperties(message.getMessageProperties()));
			this.contexts.get().write(own);
			sent.set(own);
		});
		return sent.get();
	}

}

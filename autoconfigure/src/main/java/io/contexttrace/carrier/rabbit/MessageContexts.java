package io.contexttrace.carrier.rabbit;

import java.util.Map;
import java.util.stream.Stream;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.FaultBarrier;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.header.HeaderNames;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.Message;

/**
 * Finds what the work on a message is done for. A context that is refused is taken off
 * the message, and one that is issued because none came is put onto it, in memory:
 * whatever happens to the message afterwards, such as another attempt or its way to a
 * dead letter queue by a recoverer, happens under the same context. Safe for use by
 * several threads.
 */
public final class MessageContexts {

	/**
	 * What listeners are told brought a context, and the step of a listener.
	 */
	static final String CONSUMER = "rabbit.consumer";

	private final ContextReceiver receiver;

	private final ContextHeaders headers;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance.
	 * @param receiver reads contexts, and issues one where none came
	 * @param headers writes contexts
	 */
	public MessageContexts(ContextReceiver receiver, ContextHeaders headers) {
		this.receiver = receiver;
		this.headers = headers;
	}

	/**
	 * What a message says that it is for.
	 * @param message the message
	 * @return what the work on it holds, or {@code null} if it brings no context that can
	 * be accepted
	 */
	@Nullable ContextSnapshot existing(Message message) {
		ContextSnapshot received = this.receiver.receiveExisting(message, RabbitHeaderFormat.GETTER, CONSUMER);
		if (received == null && message.getMessageProperties().getHeaders().containsKey(this.headers.names().id())) {
			this.barrier.run(this, () -> remove(message));
		}
		return received;
	}

	/**
	 * What the work on a message holds.
	 * @param message the message
	 * @return the snapshot, never without a context
	 */
	ContextSnapshot received(Message message) {
		ContextSnapshot existing = existing(message);
		if (existing != null) {
			return existing;
		}
		ContextSnapshot issued = this.receiver.receive(message, RabbitHeaderFormat.GETTER, CONSUMER);
		this.barrier.run(this,
				() -> this.headers.writeMissing(issued, message, RabbitHeaderFormat.GETTER, RabbitHeaderFormat.SETTER));
		return issued;
	}

	/**
	 * What the work on a message of Spring Messaging holds that was made of one of AMQP.
	 * @param message the message's headers
	 * @return the snapshot, never without a context
	 */
	ContextSnapshot received(Map<String, ?> message) {
		return this.receiver.receive(message, RabbitHeaderFormat.MESSAGE_GETTER, CONSUMER);
	}

	private void remove(Message message) {
		HeaderNames names = this.headers.names();
		Stream.of(names.id(), names.kind(), names.parent(), names.user(), names.prompt())
			.forEach(message.getMessageProperties().getHeaders()::remove);
	}

}

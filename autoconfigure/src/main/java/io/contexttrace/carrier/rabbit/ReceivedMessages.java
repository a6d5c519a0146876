package io.contexttrace.carrier.rabbit;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.header.ReceivedTrace;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.ReceivedWork;
import io.contexttrace.propagation.WorkOrigin;
import io.contexttrace.propagation.WorkOrigin.Relation;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.Message;

/**
 * Opens the work on messages that a consumer has received. Safe for use by several
 * threads.
 */
public final class ReceivedMessages {

	private static final String MESSAGE = "rabbit.message";

	/**
	 * More senders than this are not linked to the span of one batch.
	 */
	private static final int MAX_LINKS = 32;

	private final ContextCrossing crossing;

	private final MessageContexts messages;

	private final BatchContexts batches;

	private final ListenerSpans spans;

	/**
	 * Create an instance.
	 * @param crossing opens the work
	 * @param messages finds what messages are for
	 * @param batches finds what batches are for
	 * @param spans says what gets a span here
	 */
	public ReceivedMessages(ContextCrossing crossing, MessageContexts messages, BatchContexts batches,
			ListenerSpans spans) {
		this.crossing = crossing;
		this.messages = messages;
		this.batches = batches;
		this.spans = spans;
	}

	/**
	 * Open the work of a listener.
	 * @param message what it is called with
	 * @return the work
	 */
	ReceivedWork message(Message message) {
		ContextSnapshot received = this.messages.received(message);
		return this.spans.isMissing()
				? this.crossing.open(received, MessageContexts.CONSUMER, origin(message, Relation.CHILD))
				: this.crossing.open(received, MessageContexts.CONSUMER);
	}

	/**
	 * Open the work of a batch listener.
	 * @param batch what it is called with, one message at the least
	 * @return the work
	 */
	ReceivedWork batch(List<Message> batch) {
		ReceivedWork work = open(this.batches.received(batch), BatchContexts.BATCH,
				origin(batch.get(0), Relation.LINK));
		if (this.spans.wanted()) {
			link(batch);
		}
		return work;
	}

	// the span is linked to the sender of the first message already
	private void link(List<Message> batch) {
		Set<@Nullable ReceivedTrace> senders = new HashSet<>();
		senders.add(sender(batch.get(0)));
		for (Message message : batch) {
			if (senders.size() < MAX_LINKS && senders.add(sender(message))) {
				this.crossing.link(message, RabbitHeaderFormat.GETTER);
			}
		}
	}

	private @Nullable ReceivedTrace sender(Message message) {
		return this.crossing.sender(message, RabbitHeaderFormat.GETTER);
	}

	/**
	 * Open the work on one message of a batch.
	 * @param message the message
	 * @return the work
	 */
	ReceivedWork one(Message message) {
		return open(this.messages.received(message), MESSAGE, origin(message, Relation.LINK));
	}

	/**
	 * Open the work on one message of a batch.
	 * @param message the message's headers
	 * @return the work
	 */
	ReceivedWork one(Map<String, ?> message) {
		return open(this.messages.received(message), MESSAGE,
				new WorkOrigin<>(message, RabbitHeaderFormat.MESSAGE_GETTER, Relation.LINK));
	}

	private <C> ReceivedWork open(ContextSnapshot received, String stepName, WorkOrigin<C> origin) {
		return this.spans.wanted() ? this.crossing.open(received, stepName, origin)
				: this.crossing.open(received, stepName);
	}

	private static WorkOrigin<Message> origin(Message message, Relation relation) {
		return new WorkOrigin<>(message, RabbitHeaderFormat.GETTER, relation);
	}

}

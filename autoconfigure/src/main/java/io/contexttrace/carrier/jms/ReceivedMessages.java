package io.contexttrace.carrier.jms;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.ReceivedWork;
import io.contexttrace.propagation.SpanReference;
import io.contexttrace.propagation.WorkOrigin;
import io.contexttrace.propagation.WorkOrigin.Relation;
import jakarta.jms.Message;

/**
 * Opens the work on JMS messages that were received. Safe for use by several threads.
 */
public final class ReceivedMessages {

	private static final String CONSUMER = "jms.consumer";

	private static final String MESSAGE = "jms.message";

	private final ContextCrossing crossing;

	private final SpanReference.Source spans;

	/**
	 * Create an instance.
	 * @param crossing opens the work
	 * @param spans finds the span that Spring has made
	 */
	public ReceivedMessages(ContextCrossing crossing, SpanReference.Source spans) {
		this.crossing = crossing;
		this.spans = spans;
	}

	/**
	 * Open the work of a listener. It has a span of its own where Spring makes none.
	 * @param message what it is called with
	 * @return the work
	 */
	ReceivedWork delivered(Message message) {
		ContextSnapshot received = read(message);
		return (this.spans.current() != null) ? this.crossing.open(received, CONSUMER)
				: this.crossing.open(received, CONSUMER, origin(message, Relation.CHILD));
	}

	/**
	 * Open the work on a message that was fetched.
	 * @param message the message
	 * @return the work
	 */
	ReceivedWork fetched(Message message) {
		return this.crossing.open(read(message), MESSAGE, origin(message, Relation.LINK));
	}

	private ContextSnapshot read(Message message) {
		return this.crossing.read(message, JmsHeaderFormat.GETTER, CONSUMER);
	}

	private static WorkOrigin<Message> origin(Message message, Relation relation) {
		return new WorkOrigin<>(message, JmsHeaderFormat.GETTER, relation);
	}

}

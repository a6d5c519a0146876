package io.contexttrace.carrier.messaging;

import java.util.List;
import java.util.Map;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.CrossingTrace;
import io.contexttrace.propagation.ReceivedWork;
import io.contexttrace.propagation.WorkOrigin;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * Writes contexts onto messages, and opens the work on messages under theirs. Safe for
 * use by several threads.
 */
public final class MessageWork {

	/**
	 * The name of the step, and what listeners are told brought a context.
	 */
	static final String CARRIER = "messaging";

	private static final String BATCH = "batch";

	private final ContextCrossing crossing;

	private final CrossingTrace trace;

	private final NewContexts newContexts;

	private final String idName;

	/**
	 * Create an instance.
	 * @param crossing reads, writes and opens contexts
	 * @param trace the tracer's part
	 * @param newContexts makes the context of a batch
	 * @param headers knows what the headers are called
	 */
	public MessageWork(ContextCrossing crossing, CrossingTrace trace, NewContexts newContexts, ContextHeaders headers) {
		this.crossing = crossing;
		this.trace = trace;
		this.newContexts = newContexts;
		this.idName = headers.names().id();
	}

	/**
	 * Give a message the context that the thread holds, or a new one if there is none. A
	 * message that names a context keeps it.
	 * @param message what is sent
	 * @return what is to be sent
	 */
	Message<?> write(Message<?> message) {
		OutgoingMessage outgoing = new OutgoingMessage(message);
		if (!outgoing.isOpen() || outgoing.get(this.idName) != null) {
			return message;
		}
		ContextSnapshot held = CurrentContext.capture();
		try (CurrentContext.Scope scope = ((held.context() != null) ? held : read(message)).open()) {
			this.crossing.send(outgoing, OutgoingMessage::get, OutgoingMessage::set);
		}
		return outgoing.build();
	}

	/**
	 * Open the work on a message, unless the thread works for what the message is for.
	 * @param message what is handled
	 * @return the work, {@code null} if there is nothing to open
	 */
	@Nullable ReceivedWork open(Message<?> message) {
		BusinessContext held = CurrentContext.get();
		if (held != null) {
			ContextId named = ContextId.parse(MessageHeaderGetter.INSTANCE.get(message, this.idName));
			if (named == null || named.equals(held.id())) {
				return null;
			}
		}
		// with a span and no context, somebody has observed this message already
		return (held == null && this.trace.spans().current() != null) ? this.crossing.open(read(message), CARRIER)
				: spanned(message);
	}

	/**
	 * Open the work on a message in any case.
	 * @param message the message
	 * @return the work
	 */
	ReceivedWork spanned(Message<?> message) {
		return this.crossing.open(read(message), CARRIER,
				new WorkOrigin<>(message, MessageHeaderGetter.INSTANCE, WorkOrigin.Relation.CHILD));
	}

	/**
	 * Open the work on one message of a batch.
	 * @param headers its headers
	 * @return the work
	 */
	ReceivedWork spanned(Map<String, ?> headers) {
		return this.crossing.open(this.crossing.read(headers, MessageHeaderGetter::get, CARRIER), CARRIER,
				new WorkOrigin<Map<String, ?>>(headers, MessageHeaderGetter::get, WorkOrigin.Relation.CHILD));
	}

	private ContextSnapshot read(Message<?> message) {
		List<Map<String, ?>> batch = BatchedHeaders.of(message.getHeaders());
		if (batch.isEmpty()) {
			return this.crossing.read(message, MessageHeaderGetter.INSTANCE, CARRIER);
		}
		return isForOne(batch) ? this.crossing.read(batch.get(0), MessageHeaderGetter::get, CARRIER)
				: this.trace.contexts().snapshot(this.newContexts.issue(CARRIER, BATCH), null);
	}

	private boolean isForOne(List<Map<String, ?>> batch) {
		String first = MessageHeaderGetter.get(batch.get(0), this.idName);
		return first != null
				&& batch.stream().allMatch((headers) -> first.equals(MessageHeaderGetter.get(headers, this.idName)));
	}

}

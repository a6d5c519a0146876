package io.contexttrace.carrier.sqs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.awspring.cloud.sqs.listener.SqsHeaders;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.ReceivedWork;
import io.contexttrace.propagation.SpanReference;
import io.contexttrace.propagation.WorkOrigin;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * Opens the work on what Spring Cloud AWS delivers. If the listener is observed, its span
 * is current already, and gets the context; else the work has a span of its own. Safe for
 * use by several threads.
 */
public final class ListenerWork {

	private final ContextCrossing crossing;

	private final ReceivedMessages messages;

	private final SpanReference.Source spans;

	private final BatchContexts batches;

	/**
	 * Create an instance.
	 * @param crossing reads and opens contexts
	 * @param spans finds the span of an observed listener
	 * @param batches finds what a batch is for
	 */
	public ListenerWork(ContextCrossing crossing, SpanReference.Source spans, BatchContexts batches) {
		this.crossing = crossing;
		this.messages = new ReceivedMessages(crossing);
		this.spans = spans;
		this.batches = batches;
	}

	/**
	 * Open the work of a listener.
	 * @param delivered a message, or one whose payload is a batch of messages
	 * @return the work, {@code null} if it could not be opened
	 */
	@Nullable ReceivedWork listener(Message<?> delivered) {
		List<ReceivedSqsMessage> batch = batch(delivered.getPayload());
		if (!batch.isEmpty()) {
			return this.messages.guarded(() -> batch(batch));
		}
		ReceivedSqsMessage message = received(delivered);
		if (message == null) {
			return null;
		}
		return (this.spans.current() == null) ? this.messages.open(message, ReceivedMessages.CONSUMER) : this.messages
			.guarded(() -> this.crossing.open(this.messages.read(message), ReceivedMessages.CONSUMER));
	}

	/**
	 * Open the work on one message.
	 * @param delivered the message
	 * @return the work, {@code null} if it could not be opened
	 */
	@Nullable ReceivedWork one(Message<?> delivered) {
		ReceivedSqsMessage message = received(delivered);
		return (message != null) ? this.messages.open(message, ReceivedMessages.MESSAGE) : null;
	}

	private ReceivedWork batch(List<ReceivedSqsMessage> batch) {
		if (this.batches.isShared(batch)) {
			ReceivedSqsMessage first = batch.get(0);
			return open(this.messages.read(first),
					new WorkOrigin<>(first, ReceivedSqsMessage.GETTER, WorkOrigin.Relation.LINK));
		}
		return open(this.batches.issue(),
				new WorkOrigin<>(Map.<String, String>of(), Map::get, WorkOrigin.Relation.LINK));
	}

	private ReceivedWork open(ContextSnapshot snapshot, WorkOrigin<?> origin) {
		return this.crossing.open(snapshot, ReceivedMessages.CONSUMER, origin);
	}

	private static List<ReceivedSqsMessage> batch(Object payload) {
		List<ReceivedSqsMessage> batch = new ArrayList<>();
		for (Object element : (payload instanceof Collection<?> elements) ? elements : List.of()) {
			ReceivedSqsMessage message = (element instanceof Message<?> delivered) ? received(delivered) : null;
			if (message != null) {
				batch.add(message);
			}
		}
		return batch;
	}

	private static @Nullable ReceivedSqsMessage received(Message<?> delivered) {
		Object source = delivered.getHeaders().get(SqsHeaders.SQS_SOURCE_DATA_HEADER);
		return (source instanceof software.amazon.awssdk.services.sqs.model.Message message)
				? new ReceivedSqsMessage(message) : null;
	}

}

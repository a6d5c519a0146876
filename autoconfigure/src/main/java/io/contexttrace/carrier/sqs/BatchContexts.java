package io.contexttrace.carrier.sqs;

import java.util.List;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.header.HeaderNames;

/**
 * What the work on a batch of messages is done for, as far as it is done for all of them:
 * the context that all bring, or else a new one of the kind {@code batch}.
 *
 * @param contexts makes the snapshots
 * @param newContexts makes the context of a batch
 * @param names what the headers are called
 */
public record BatchContexts(CurrentContext contexts, NewContexts newContexts, HeaderNames names) {

	private static final String KIND = "batch";

	/**
	 * Whether all messages name the same context.
	 * @param batch the messages
	 * @return {@code true} if each says the same
	 */
	boolean isShared(List<ReceivedSqsMessage> batch) {
		String first = batch.get(0).get(this.names.id());
		return first != null && batch.stream().allMatch((message) -> first.equals(message.get(this.names.id())));
	}

	/**
	 * Make the context of a batch.
	 * @return what its work holds
	 */
	ContextSnapshot issue() {
		return this.contexts.snapshot(this.newContexts.issue(ReceivedMessages.CONSUMER, KIND), null);
	}

}

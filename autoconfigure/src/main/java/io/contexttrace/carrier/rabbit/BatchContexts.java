package io.contexttrace.carrier.rabbit;

import java.util.Collection;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.propagation.SharedContext;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.Message;

/**
 * Finds what the work on a batch is done for as a whole: the one context that all its
 * messages are for, or else a context of its own, of the kind {@code batch}. Safe for use
 * by several threads.
 */
public final class BatchContexts {

	/**
	 * The step of a batch listener, and what listeners are told needed a new context.
	 */
	static final String BATCH = "rabbit.batch";

	private static final String KIND = "batch";

	private final CurrentContext contexts;

	private final NewContexts newContexts;

	private final MessageContexts messages;

	/**
	 * Create an instance.
	 * @param contexts makes the snapshots
	 * @param newContexts makes a context for messages that are not all for the same one
	 * @param messages finds what each message is for
	 */
	public BatchContexts(CurrentContext contexts, NewContexts newContexts, MessageContexts messages) {
		this.contexts = contexts;
		this.newContexts = newContexts;
		this.messages = messages;
	}

	/**
	 * What the work on a batch holds.
	 * @param batch the messages, one at the least
	 * @return the snapshot, never without a context
	 */
	ContextSnapshot received(Collection<Message> batch) {
		if (batch.size() == 1) {
			return this.messages.received(batch.iterator().next());
		}
		ContextSnapshot common = existing(batch);
		return (common != null) ? common : this.contexts.snapshot(this.newContexts.issue(BATCH, KIND), null);
	}

	/**
	 * What all messages say that they are for.
	 * @param batch the messages
	 * @return the snapshot, or {@code null} if they are not all for the same context
	 */
	@Nullable ContextSnapshot existing(Collection<Message> batch) {
		if (batch.size() == 1) {
			return this.messages.existing(batch.iterator().next());
		}
		BusinessContext common = common(batch);
		return (common != null) ? this.contexts.snapshot(common, null) : null;
	}

	// looks at all of them, because what is refused is to be counted and taken off
	private @Nullable BusinessContext common(Collection<Message> batch) {
		SharedContext shared = new SharedContext();
		for (Message message : batch) {
			shared.add(this.messages.existing(message));
		}
		return shared.get();
	}

}

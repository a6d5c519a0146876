package io.contexttrace.propagation;

import java.util.HashSet;
import java.util.Set;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether all messages of a batch are for the same context. Not safe for use by
 * several threads.
 */
public final class SharedContext {

	private final Set<@Nullable ContextId> ids = new HashSet<>();

	private @Nullable BusinessContext last;

	/**
	 * Add what one message is for.
	 * @param existing what it says, or {@code null} if it does not say
	 */
	public void add(@Nullable ContextSnapshot existing) {
		this.last = (existing != null) ? existing.context() : null;
		this.ids.add((this.last != null) ? this.last.id() : null);
	}

	/**
	 * The context that all are for.
	 * @return the context, or {@code null} if they are for several, or one does not say
	 */
	public @Nullable BusinessContext get() {
		return (this.ids.size() == 1) ? this.last : null;
	}

}

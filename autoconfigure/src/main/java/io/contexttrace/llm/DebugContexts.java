package io.contexttrace.llm;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;

/**
 * The contexts that somebody is looking into: what is said in their calls is kept, that
 * of calls under way included, because it is asked when a call has ended. Implementations
 * are safe for use by several threads, and answer without delay.
 */
public interface DebugContexts {

	/**
	 * The attribute by which code marks a context that it opens: {@value}, with the value
	 * {@code true}. Attributes stay in their process, and are not inherited.
	 */
	String ATTRIBUTE = "debug";

	/**
	 * Mark a context from now on.
	 * @param id the context's id
	 */
	void mark(ContextId id);

	/**
	 * Take a mark away.
	 * @param id the context's id
	 */
	void unmark(ContextId id);

	/**
	 * Whether a context is marked itself.
	 * @param id the context's id
	 * @return {@code true} if it is
	 */
	boolean isMarked(ContextId id);

	/**
	 * Whether a context is marked: itself, by its parent, or by its attribute.
	 * @param context the context
	 * @return {@code true} if it is
	 */
	default boolean isMarked(BusinessContext context) {
		ContextId parent = context.parentId();
		return Boolean.parseBoolean(context.attributes().get(ATTRIBUTE)) || isMarked(context.id())
				|| (parent != null && isMarked(parent));
	}

}

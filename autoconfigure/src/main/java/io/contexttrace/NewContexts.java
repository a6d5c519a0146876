package io.contexttrace;

import java.util.List;

/**
 * Makes contexts for work that came without one. Safe for use by several threads.
 */
public final class NewContexts {

	private final ContextIdGenerator ids;

	private final ContextIdGenerator fallback = ContextIdGenerator.uuidV7();

	private final String kind;

	private final ContextListener listener;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance.
	 * @param ids makes the ids; where it throws, the id is a version 7 UUID
	 * @param kind what sort of context the work belongs to
	 * @param listener is told of each new context
	 */
	public NewContexts(ContextIdGenerator ids, String kind, ContextListener listener) {
		this.ids = ids;
		this.kind = kind;
		this.listener = ContextListener.all(List.of(listener));
	}

	/**
	 * What sort of context work belongs to that came without one.
	 * @return the usual kind
	 */
	public String kind() {
		return this.kind;
	}

	/**
	 * Make a context.
	 * @param source where it is needed, such as {@code http.server}; one of few
	 * @return the new context
	 */
	public BusinessContext issue(String source) {
		return issue(source, this.kind);
	}

	/**
	 * Make a context of another kind than usual.
	 * @param source where it is needed, such as {@code scheduled}; one of few
	 * @param kind what sort of context the work belongs to
	 * @return the new context
	 * @throws IllegalArgumentException if the kind is not one
	 */
	public BusinessContext issue(String source, String kind) {
		BusinessContext context = BusinessContext.of(id(), kind);
		this.listener.issued(context, source);
		return context;
	}

	private ContextId id() {
		try {
			return this.ids.generate();
		}
		catch (RuntimeException ex) {
			this.barrier.report(this.ids, ex);
			return this.fallback.generate();
		}
	}

}

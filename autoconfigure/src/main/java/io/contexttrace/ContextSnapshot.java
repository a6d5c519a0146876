package io.contexttrace;

import org.jspecify.annotations.Nullable;

/**
 * All that a thread holds of a context, taken along when work moves to another thread.
 * <p>
 * Immutable. Take one with {@link CurrentContext#capture()} where the work is handed
 * over, and {@link #open()} it where the work goes on.
 */
public final class ContextSnapshot {

	private static final ContextSnapshot EMPTY = new ContextSnapshot(null, null, Work.NONE, null);

	private final @Nullable CurrentContext owner;

	private final @Nullable BusinessContext context;

	private final Work work;

	private final @Nullable TraceReference trace;

	ContextSnapshot(@Nullable CurrentContext owner, @Nullable BusinessContext context, Work work,
			@Nullable TraceReference trace) {
		this.owner = owner;
		this.context = context;
		this.work = work;
		this.trace = trace;
	}

	/**
	 * A snapshot of a thread that holds nothing.
	 * @return the empty snapshot
	 */
	public static ContextSnapshot empty() {
		return EMPTY;
	}

	/**
	 * The business context.
	 * @return the context, or {@code null} if there is none
	 */
	public @Nullable BusinessContext context() {
		return this.context;
	}

	/**
	 * The id of the LLM call that the work belongs to.
	 * @return the request id, or {@code null} outside an LLM call
	 */
	public @Nullable String requestId() {
		return this.work.requestId();
	}

	/**
	 * The user's call to a chat client that the work belongs to.
	 * @return the user's call, or {@code null} outside one
	 */
	public @Nullable UserCall userCall() {
		return this.work.userCall();
	}

	/**
	 * The prompt template that the work's calls to models are made with.
	 * @return the prompt, or {@code null} if the application has not said
	 */
	public @Nullable Prompt prompt() {
		return this.work.prompt();
	}

	/**
	 * The prompt template that the caller named, whose work this is part of. The calls to
	 * models that are made here are not made with it.
	 * @return the prompt, or {@code null} if none came
	 */
	public @Nullable Prompt receivedPrompt() {
		return this.work.received();
	}

	/**
	 * The prompt template that the work is done for: that of this process, or else the
	 * one that the caller named. It is what the log, spans and the services that this one
	 * asks are told.
	 * @return the prompt, or {@code null} if none is known
	 */
	public @Nullable Prompt nearestPrompt() {
		Prompt own = this.work.prompt();
		return (own != null) ? own : this.work.received();
	}

	/**
	 * The step of a longer flow that the work is part of, the innermost one.
	 * @return the name of the step, or {@code null} outside of any
	 */
	public @Nullable String step() {
		return this.work.step();
	}

	/**
	 * The trace that the work belongs to.
	 * @return the trace, or {@code null} if none is known
	 */
	public @Nullable TraceReference trace() {
		return this.trace;
	}

	/**
	 * Whether the thread held nothing.
	 * @return {@code true} if there is nothing to take along
	 */
	public boolean isEmpty() {
		return this.owner == null;
	}

	/**
	 * Let this thread hold what the snapshot holds, until the scope is closed.
	 * @return the scope, to be closed on the same thread
	 */
	public CurrentContext.Scope open() {
		return CurrentContext.replace(this);
	}

	@Nullable CurrentContext owner() {
		return this.owner;
	}

	ContextSnapshot with(CurrentContext owner, Work changed) {
		boolean nothing = this.context == null && this.trace == null && changed.equals(Work.NONE);
		return nothing ? EMPTY : new ContextSnapshot(owner, this.context, changed, this.trace);
	}

	Work work() {
		return this.work;
	}

	@Override
	public String toString() {
		return "ContextSnapshot[context=" + this.context + ", work=" + this.work + ", trace=" + this.trace + "]";
	}

	/**
	 * What the thread works at.
	 *
	 * @param requestId the LLM call
	 * @param userCall the user's call
	 * @param prompt the prompt template
	 * @param received the prompt template that the caller named
	 * @param step the step of a longer flow
	 */
	record Work(@Nullable String requestId, @Nullable UserCall userCall, @Nullable Prompt prompt,
			@Nullable Prompt received, @Nullable String step) {

		static final Work NONE = new Work(null, null, null, null, null);

		Work withRequestId(@Nullable String changed) {
			return new Work(changed, this.userCall, this.prompt, this.received, this.step);
		}

		Work withUserCall(@Nullable UserCall changed) {
			return new Work(this.requestId, changed, this.prompt, this.received, this.step);
		}

		Work withPrompt(@Nullable Prompt changed) {
			return new Work(this.requestId, this.userCall, changed, this.received, this.step);
		}

		Work withReceived(@Nullable Prompt changed) {
			return new Work(this.requestId, this.userCall, this.prompt, changed, this.step);
		}

		Work withStep(@Nullable String changed) {
			return new Work(this.requestId, this.userCall, this.prompt, this.received, changed);
		}

	}

}

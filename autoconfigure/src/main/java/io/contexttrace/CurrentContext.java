package io.contexttrace;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The business context that the current thread works for.
 * <p>
 * What is bound is read from anywhere with {@link #get()}. An instance binds it and tells
 * its {@link ContextScopeListener listeners}, so that several applications in one virtual
 * machine can name their log fields differently. Instances are safe for use by several
 * threads; a {@link Scope} belongs to the thread that opened it.
 */
public final class CurrentContext {

	private static final ThreadLocal<@Nullable ContextSnapshot> HELD = new ThreadLocal<>();

	private final ContextScopeListener listener;

	/**
	 * Create an instance that tells some listeners of each change.
	 * @param listeners who is told; one that throws is reported once and does not disturb
	 * the work
	 */
	public CurrentContext(List<? extends ContextScopeListener> listeners) {
		this.listener = ContextScopeListener.all(listeners);
	}

	/**
	 * The context that this thread works for.
	 * @return the context, or {@code null} if none is bound
	 */
	public static @Nullable BusinessContext get() {
		return capture().context();
	}

	/**
	 * Take what this thread holds, to take it along to another thread.
	 * @return the snapshot, never {@code null}, possibly empty
	 */
	public static ContextSnapshot capture() {
		ContextSnapshot held = HELD.get();
		return (held != null) ? held : ContextSnapshot.empty();
	}

	/**
	 * Let this thread hold exactly what the snapshot holds, for good. This is for bridges
	 * to other propagation libraries, which keep the previous value themselves;
	 * everything else opens a scope.
	 * @param snapshot what to hold
	 */
	public static void restore(ContextSnapshot snapshot) {
		ContextSnapshot previous = capture();
		if (previous == snapshot) {
			return;
		}
		if (snapshot.isEmpty()) {
			HELD.remove();
		}
		else {
			HELD.set(snapshot);
		}
		tell(previous, snapshot);
	}

	/**
	 * Bind a context to this thread until the scope is closed. The trace and the request
	 * id that the thread holds stay.
	 * @param context the context to bind
	 * @return the scope, to be closed on the same thread
	 */
	public Scope open(BusinessContext context) {
		ContextSnapshot held = capture();
		return replace(new ContextSnapshot(this, context, held.work(), held.trace()));
	}

	/**
	 * Do something under a context. Inside another context it becomes that one's child,
	 * as {@link BusinessContext#inside} has it. What the action throws passes through.
	 * @param context what the action is done for
	 * @param action what to do
	 */
	public void run(BusinessContext context, Runnable action) {
		try (Scope scope = open(context.inside(get()))) {
			action.run();
		}
	}

	/**
	 * Do something under a context and return its value. Inside another context it
	 * becomes that one's child, as {@link BusinessContext#inside} has it.
	 * @param <T> the type of the value
	 * @param <X> what the work can throw
	 * @param context what the work is done for
	 * @param work what to do
	 * @return the value
	 * @throws X what the work throws
	 */
	public <T extends @Nullable Object, X extends Throwable> T call(BusinessContext context, CallableWork<T, X> work)
			throws X {
		try (Scope scope = open(context.inside(get()))) {
			return work.call();
		}
	}

	/**
	 * What a thread would hold that works for a context, to be opened later or elsewhere.
	 * @param context the context
	 * @param trace the trace that the work belongs to
	 * @return the snapshot
	 */
	public ContextSnapshot snapshot(BusinessContext context, @Nullable TraceReference trace) {
		return new ContextSnapshot(this, context, ContextSnapshot.Work.NONE, trace);
	}

	/**
	 * Make the work on this thread part of an LLM call until the scope is closed.
	 * @param requestId identifies the LLM call
	 * @return the scope, to be closed on the same thread
	 */
	public Scope openRequest(@Nullable String requestId) {
		return withRequest(capture(), requestId).open();
	}

	/**
	 * A snapshot as it would be inside an LLM call.
	 * @param snapshot what was held outside it
	 * @param requestId identifies the LLM call, or {@code null} for none
	 * @return the changed copy
	 */
	public ContextSnapshot withRequest(ContextSnapshot snapshot, @Nullable String requestId) {
		return snapshot.with(this, snapshot.work().withRequestId(requestId));
	}

	/**
	 * A snapshot as it would be inside a user's call to a chat client.
	 * @param snapshot what was held outside it
	 * @param userCall the user's call, or {@code null} for none
	 * @return the changed copy
	 */
	public ContextSnapshot withUserCall(ContextSnapshot snapshot, @Nullable UserCall userCall) {
		return snapshot.with(this, snapshot.work().withUserCall(userCall));
	}

	/**
	 * A snapshot whose calls to models are made with a prompt template.
	 * @param snapshot what was held before
	 * @param prompt the prompt, or {@code null} for none
	 * @return the changed copy
	 */
	public ContextSnapshot withPrompt(ContextSnapshot snapshot, @Nullable Prompt prompt) {
		return snapshot.with(this, snapshot.work().withPrompt(prompt));
	}

	/**
	 * A snapshot of work that is part of what a caller does with a prompt template.
	 * @param snapshot what was held before
	 * @param prompt the prompt that the caller named, or {@code null} for none
	 * @return the changed copy
	 */
	public ContextSnapshot withReceivedPrompt(ContextSnapshot snapshot, @Nullable Prompt prompt) {
		return snapshot.with(this, snapshot.work().withReceived(prompt));
	}

	/**
	 * A snapshot as it would be inside a step of a longer flow.
	 * @param snapshot what was held outside it
	 * @param step what the step is called, or {@code null} for none
	 * @return the changed copy
	 */
	public ContextSnapshot withStep(ContextSnapshot snapshot, @Nullable String step) {
		return snapshot.with(this, snapshot.work().withStep(step));
	}

	/**
	 * A snapshot under another context and trace. What else it holds stays.
	 * @param snapshot what was held before
	 * @param context the context
	 * @param trace the trace that the work belongs to
	 * @return the changed copy
	 */
	public ContextSnapshot withContext(ContextSnapshot snapshot, BusinessContext context,
			@Nullable TraceReference trace) {
		return new ContextSnapshot(this, context, snapshot.work(), trace);
	}

	/**
	 * Make the calls to models on this thread with a prompt template, until the scope is
	 * closed. A stream belongs to the prompt if it is subscribed to inside the scope.
	 * @param prompt the prompt
	 * @return the scope, to be closed on the same thread
	 */
	public Scope open(Prompt prompt) {
		return withPrompt(capture(), prompt).open();
	}

	static Scope replace(ContextSnapshot snapshot) {
		ContextSnapshot previous = capture();
		restore(snapshot);
		return () -> restore(previous);
	}

	private static void tell(ContextSnapshot previous, ContextSnapshot current) {
		CurrentContext before = previous.owner();
		CurrentContext after = current.owner();
		if (before == after && after != null) {
			after.listener.changed(previous, current);
			return;
		}
		if (before != null) {
			before.listener.changed(previous, ContextSnapshot.empty());
		}
		if (after != null) {
			after.listener.changed(ContextSnapshot.empty(), current);
		}
	}

	/**
	 * The time during which a thread holds a context. Closing it restores what the thread
	 * held before; close it on the thread that opened it, in reverse order.
	 */
	@FunctionalInterface
	public interface Scope extends AutoCloseable {

		@Override
		void close();

	}

}

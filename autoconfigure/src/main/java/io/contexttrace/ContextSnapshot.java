package io.contexttrace;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * All that a thread holds of a context, taken along when work moves to another thread.
 * <p>
 * Immutable. Take one with {@link CurrentContext#capture()} where the work is handed
 * over. There {@link #wrap(Runnable) wrap} what is handed over, and it holds the context
 * wherever it runs; or {@link #open()} the snapshot where the work goes on.
 * <p>
 * What is wrapped also takes along what else the wrapping thread holds, if there is a
 * {@link ThreadCompanion}: the current span, for one. Afterwards its thread holds what it
 * held before, and what the work throws is thrown.
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
	 * The path of the HTTP request that the work serves, below the context path and as it
	 * was sent. Anybody can send any path.
	 * @return the path, or {@code null} if it serves none
	 */
	public @Nullable String servedPath() {
		return this.work.servedPath();
	}

	/**
	 * The same as it would be inside an HTTP request that is served. What holds nothing
	 * stays empty.
	 * @param path the path below the context path
	 * @return the changed copy
	 */
	public ContextSnapshot withServedPath(String path) {
		return (this.owner != null) ? with(this.owner, this.work.withServedPath(path)) : this;
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

	/**
	 * Take the snapshot along together with what else this thread holds, such as the
	 * current span.
	 * @return lets another thread hold it until the scope is closed; can be asked any
	 * number of times, also at the same time
	 */
	public Supplier<CurrentContext.Scope> handOver() {
		if (this.owner == null) {
			return this::open;
		}
		Supplier<CurrentContext.Scope> beside = this.owner.companion().take();
		return () -> {
			CurrentContext.Scope outer = beside.get();
			CurrentContext.Scope scope = open();
			return () -> {
				scope.close();
				outer.close();
			};
		};
	}

	/**
	 * Let an action hold the snapshot, on whichever thread it runs.
	 * @param action what to do
	 * @return the same, under this snapshot
	 */
	public Runnable wrap(Runnable action) {
		Supplier<CurrentContext.Scope> handedOver = handOver();
		return () -> {
			try (CurrentContext.Scope scope = handedOver.get()) {
				action.run();
			}
		};
	}

	/**
	 * Let a task hold the snapshot, on whichever thread it runs.
	 * @param <V> the type of its result
	 * @param task what to do
	 * @return the same, under this snapshot
	 */
	public <V> Callable<V> wrap(Callable<V> task) {
		Supplier<CurrentContext.Scope> handedOver = handOver();
		return () -> {
			try (CurrentContext.Scope scope = handedOver.get()) {
				return task.call();
			}
		};
	}

	/**
	 * Let all tasks of an executor hold the snapshot, whoever hands them in. This is for
	 * the stages of a {@link java.util.concurrent.CompletableFuture}, which any thread
	 * may start. For tasks that are to hold what the thread holds that hands them in, use
	 * {@link ContextExecutors}.
	 * @param executor runs the tasks
	 * @return an executor whose tasks are under this snapshot
	 */
	public Executor wrap(Executor executor) {
		Supplier<CurrentContext.Scope> handedOver = handOver();
		return (task) -> executor.execute(() -> {
			try (CurrentContext.Scope scope = handedOver.get()) {
				task.run();
			}
		});
	}

	/**
	 * Let a supplier hold the snapshot, on whichever thread it is asked.
	 * @param <T> the type of what it supplies
	 * @param supplier the supplier
	 * @return the same, under this snapshot
	 */
	public <T> Supplier<T> wrapSupplier(Supplier<T> supplier) {
		Supplier<CurrentContext.Scope> handedOver = handOver();
		return () -> {
			try (CurrentContext.Scope scope = handedOver.get()) {
				return supplier.get();
			}
		};
	}

	/**
	 * Let a function hold the snapshot, on whichever thread it is applied.
	 * @param <T> the type of its argument
	 * @param <R> the type of its result
	 * @param function the function
	 * @return the same, under this snapshot
	 */
	public <T, R> Function<T, R> wrapFunction(Function<T, R> function) {
		Supplier<CurrentContext.Scope> handedOver = handOver();
		return (argument) -> {
			try (CurrentContext.Scope scope = handedOver.get()) {
				return function.apply(argument);
			}
		};
	}

	/**
	 * Let a function hold the snapshot, on whichever thread it is applied.
	 * @param <T> the type of its first argument
	 * @param <U> the type of its second argument
	 * @param <R> the type of its result
	 * @param function the function
	 * @return the same, under this snapshot
	 */
	public <T, U, R> BiFunction<T, U, R> wrapBiFunction(BiFunction<T, U, R> function) {
		Supplier<CurrentContext.Scope> handedOver = handOver();
		return (first, second) -> {
			try (CurrentContext.Scope scope = handedOver.get()) {
				return function.apply(first, second);
			}
		};
	}

	/**
	 * Let a predicate hold the snapshot, on whichever thread it is tested.
	 * @param <T> the type of its argument
	 * @param predicate the predicate
	 * @return the same, under this snapshot
	 */
	public <T> Predicate<T> wrapPredicate(Predicate<T> predicate) {
		return wrapFunction(predicate::test)::apply;
	}

	/**
	 * Let a consumer hold the snapshot, on whichever thread it is called.
	 * @param <T> the type of its argument
	 * @param consumer the consumer
	 * @return the same, under this snapshot
	 */
	public <T> Consumer<T> wrapConsumer(Consumer<T> consumer) {
		Supplier<CurrentContext.Scope> handedOver = handOver();
		return (argument) -> {
			try (CurrentContext.Scope scope = handedOver.get()) {
				consumer.accept(argument);
			}
		};
	}

	/**
	 * Let a consumer hold the snapshot, on whichever thread it is called.
	 * @param <T> the type of its first argument
	 * @param <U> the type of its second argument
	 * @param consumer the consumer
	 * @return the same, under this snapshot
	 */
	public <T, U> BiConsumer<T, U> wrapBiConsumer(BiConsumer<T, U> consumer) {
		Supplier<CurrentContext.Scope> handedOver = handOver();
		return (first, second) -> {
			try (CurrentContext.Scope scope = handedOver.get()) {
				consumer.accept(first, second);
			}
		};
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
	 * @param servedPath the path of the HTTP request
	 */
	record Work(@Nullable String requestId, @Nullable UserCall userCall, @Nullable Prompt prompt,
			@Nullable Prompt received, @Nullable String step, @Nullable String servedPath) {

		static final Work NONE = new Work(null, null, null, null, null, null);

		Work withRequestId(@Nullable String changed) {
			return new Work(changed, this.userCall, this.prompt, this.received, this.step, this.servedPath);
		}

		Work withUserCall(@Nullable UserCall changed) {
			return new Work(this.requestId, changed, this.prompt, this.received, this.step, this.servedPath);
		}

		Work withPrompt(@Nullable Prompt changed) {
			return new Work(this.requestId, this.userCall, changed, this.received, this.step, this.servedPath);
		}

		Work withReceived(@Nullable Prompt changed) {
			return new Work(this.requestId, this.userCall, this.prompt, changed, this.step, this.servedPath);
		}

		Work withServedPath(String changed) {
			return new Work(this.requestId, this.userCall, this.prompt, this.received, this.step, changed);
		}

		Work withStep(@Nullable String changed) {
			return new Work(this.requestId, this.userCall, this.prompt, this.received, changed, this.servedPath);
		}

	}

}

package io.contexttrace.propagation;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import io.contexttrace.CallableWork;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.FaultBarrier;
import io.contexttrace.RunningStep;
import org.jspecify.annotations.Nullable;

/**
 * Work that is going on: while it is open, its thread holds the context that it is done
 * for, and when it is closed a step has ended. It belongs to the thread that opened it.
 * Work that goes on elsewhere {@link #leave() leaves} that thread and is {@link #end()
 * ended} on any other; what ends it first counts.
 */
public final class ReceivedWork implements AutoCloseable {

	private static final FaultBarrier barrier = new FaultBarrier();

	private final ContextSnapshot snapshot;

	private final WorkSpan span;

	private final CurrentContext.Scope scope;

	private final RunningStep step;

	private final AtomicBoolean left = new AtomicBoolean();

	private final AtomicBoolean ended = new AtomicBoolean();

	ReceivedWork(ContextSnapshot snapshot, WorkSpan span, CurrentContext.Scope scope, RunningStep step) {
		this.snapshot = snapshot;
		this.span = span;
		this.scope = scope;
		this.step = step;
	}

	/**
	 * What the work holds.
	 * @return the snapshot, to be taken along to other threads
	 */
	public ContextSnapshot snapshot() {
		return this.snapshot;
	}

	/**
	 * Do the work, and end it when that returns; or, if it returns a stage, when that
	 * completes. A stage that is cancelled cancels the work.
	 * @param <T> the type of the value
	 * @param <X> what the work can throw
	 * @param work what to do
	 * @return the value
	 * @throws X what the work throws
	 */
	public <T extends @Nullable Object, X extends Throwable> T during(CallableWork<T, X> work) throws X {
		try {
			T result = work.call();
			if (!(result instanceof CompletionStage<?> stage) || !endsWith(stage)) {
				close();
			}
			return result;
		}
		catch (Throwable ex) {
			failed(ex);
			close();
			throw ex;
		}
		finally {
			leave();
		}
	}

	/**
	 * Do the work, and end it when that returns.
	 * @param work what to do; what it throws passes through
	 */
	public void run(Runnable work) {
		this.<@Nullable Object, RuntimeException>during(() -> {
			work.run();
			return null;
		});
	}

	private boolean endsWith(CompletionStage<?> stage) {
		return barrier.run(this, () -> stage.whenComplete((value, failure) -> {
			if (failure != null) {
				failedLater(failure);
			}
			end();
		}));
	}

	private void failedLater(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (cause instanceof CancellationException) {
			cancelled();
		}
		else {
			failed(cause);
		}
	}

	/**
	 * Record that the work failed.
	 * @param failure what it threw
	 */
	public void failed(Throwable failure) {
		if (!this.ended.get()) {
			barrier.run(this.span, () -> this.span.failed(failure));
			this.step.failed(failure);
		}
	}

	/**
	 * Record that the work is done, though its thread holds the context for a while
	 * longer.
	 */
	public void succeeded() {
		this.step.succeeded();
	}

	/**
	 * Record that nothing was done, or that nobody wants the result any more.
	 */
	public void cancelled() {
		this.step.cancelled();
	}

	/**
	 * Let this thread, which has opened the work, hold again what it held before. The
	 * work goes on elsewhere, until it is ended there.
	 */
	public void leave() {
		if (this.left.compareAndSet(false, true)) {
			barrier.run(this.span, this.span::leave);
			this.scope.close();
		}
	}

	/**
	 * End work that has left its thread, or is about to, on any thread. It has succeeded
	 * unless it has failed or was cancelled before.
	 */
	public void end() {
		if (this.ended.compareAndSet(false, true)) {
			this.step.succeeded();
			barrier.run(this.span, this.span::end);
		}
	}

	/**
	 * End the work. It has succeeded unless it has failed or was cancelled before.
	 */
	@Override
	public void close() {
		this.step.succeeded();
		boolean here = this.left.compareAndSet(false, true);
		if (here) {
			barrier.run(this.span, this.span::leave);
		}
		end();
		if (here) {
			this.scope.close();
		}
	}

}

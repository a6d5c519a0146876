package io.contexttrace;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

import io.contexttrace.Step.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work that is going on, and that becomes a {@link Step} when it ends. What
 * ends it first counts. Without a context it is no step, and nobody is told. Safe for use
 * by several threads.
 */
public final class RunningStep {

	private final @Nullable BusinessContext context;

	private final String name;

	private final ContextListener listener;

	private final Instant startedAt = Instant.now();

	private final long startedNanos = System.nanoTime();

	private final AtomicBoolean ended = new AtomicBoolean();

	/**
	 * Begin a step now.
	 * @param context the context that the work is done for
	 * @param name what is done, such as {@code http.client}; one of few
	 * @param listener is told when the step ends; one that does not throw
	 */
	public RunningStep(@Nullable BusinessContext context, String name, ContextListener listener) {
		this.context = context;
		this.name = name;
		this.listener = listener;
	}

	/**
	 * The work did what it should.
	 */
	public void succeeded() {
		end(this.context, Outcome.OK, null);
	}

	/**
	 * The work failed.
	 * @param failure what it threw
	 */
	public void failed(Throwable failure) {
		failed(failure.getClass().getName());
	}

	/**
	 * The work failed.
	 * @param errorType the class of the failure or a status; one of few
	 */
	public void failed(String errorType) {
		end(this.context, Outcome.ERROR, errorType);
	}

	/**
	 * Nobody wants the result any more.
	 */
	public void cancelled() {
		end(this.context, Outcome.CANCELLED, null);
	}

	/**
	 * End the step under a context that was known only later.
	 * @param context the context that the work was done for
	 * @param outcome how it ended
	 * @param errorType the class of the failure or a status, if it failed
	 */
	public void end(@Nullable BusinessContext context, Outcome outcome, @Nullable String errorType) {
		if (context != null && this.ended.compareAndSet(false, true)) {
			Duration duration = Duration.ofNanos(System.nanoTime() - this.startedNanos);
			this.listener.finished(new Step(context, this.name, this.startedAt, duration, outcome, errorType));
		}
	}

}

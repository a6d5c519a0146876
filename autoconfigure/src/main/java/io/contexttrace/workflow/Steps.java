package io.contexttrace.workflow;

import io.contexttrace.CallableWork;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.ReceivedWork;
import org.jspecify.annotations.Nullable;

/**
 * Makes the steps of a longer flow visible, as {@link TraceStep} does by annotation: each
 * is a span, is in the MDC for as long as it lasts, and is told to listeners and measured
 * when it has ended. Without a context it is a span only. What the work throws passes
 * through. Safe for use by several threads.
 */
public final class Steps {

	private final CurrentContext contexts;

	private final ContextCrossing crossing;

	/**
	 * Create an instance.
	 * @param contexts binds the step
	 * @param crossing opens it
	 */
	public Steps(CurrentContext contexts, ContextCrossing crossing) {
		this.contexts = contexts;
		this.crossing = crossing;
	}

	/**
	 * Do something as a step.
	 * @param name what the step is called; one of few, because it becomes a metric tag
	 * @param work what to do
	 */
	public void observe(String name, Runnable work) {
		this.<@Nullable Void, RuntimeException>observe(name, () -> {
			work.run();
			return null;
		});
	}

	/**
	 * Do something as a step and return its value. If the value is a
	 * {@link java.util.concurrent.CompletionStage}, the step ends when that completes.
	 * @param <T> the type of the value
	 * @param <X> what the work can throw
	 * @param name what the step is called; one of few, because it becomes a metric tag
	 * @param work what to do
	 * @return the value
	 * @throws X what the work throws
	 */
	public <T extends @Nullable Object, X extends Throwable> T observe(String name, CallableWork<T, X> work) throws X {
		return open(name, CurrentContext.capture()).during(work);
	}

	ReceivedWork open(String name, ContextSnapshot held) {
		return this.crossing.openPart(this.contexts.withStep(held, name), name);
	}

}

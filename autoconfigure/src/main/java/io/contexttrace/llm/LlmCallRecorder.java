package io.contexttrace.llm;

import java.util.List;
import java.util.function.Consumer;

import io.contexttrace.ContextListener;
import io.contexttrace.FaultBarrier;
import io.contexttrace.Step;

/**
 * Where every finished call goes first: the listeners are told at once, and the call is
 * handed over to be kept. Nothing that fails here reaches the caller. Safe for use by
 * several threads.
 */
public final class LlmCallRecorder {

	private final List<LlmCallListener> listeners;

	private final ContextListener steps;

	private final Consumer<LlmCall> handover;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create a recorder.
	 * @param listeners are told of every call, in this order
	 * @param steps is told of the calls as steps of their contexts
	 * @param handover takes the calls that are to be kept, without delay
	 */
	public LlmCallRecorder(List<LlmCallListener> listeners, ContextListener steps, Consumer<LlmCall> handover) {
		this.listeners = List.copyOf(listeners);
		this.steps = ContextListener.all(List.of(steps));
		this.handover = handover;
	}

	/**
	 * Record a finished call.
	 * @param call the call
	 */
	public void record(LlmCall call) {
		for (LlmCallListener listener : this.listeners) {
			this.barrier.run(listener, () -> listener.finished(call));
		}
		Step step = call.toStep();
		if (step != null) {
			this.steps.finished(step);
		}
		this.barrier.run(this.handover, () -> this.handover.accept(call));
	}

}

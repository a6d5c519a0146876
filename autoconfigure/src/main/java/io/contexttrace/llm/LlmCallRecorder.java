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

	private final Pricing pricing;

	private final Consumer<FinishedCall> handover;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create a recorder.
	 * @param listeners are told of every call, in this order
	 * @param steps is told of the calls as steps of their contexts
	 * @param pricing says what the calls cost
	 * @param handover takes the calls that are to be kept, without delay
	 */
	public LlmCallRecorder(List<LlmCallListener> listeners, ContextListener steps, Pricing pricing,
			Consumer<FinishedCall> handover) {
		this.listeners = List.copyOf(listeners);
		this.steps = ContextListener.all(List.of(steps));
		this.pricing = pricing;
		this.handover = handover;
	}

	/**
	 * Record a finished call.
	 * @param finished the call
	 * @param raw what was said in it
	 */
	public void record(LlmCall finished, RawContent raw) {
		LlmCall call = priced(finished);
		for (LlmCallListener listener : this.listeners) {
			this.barrier.run(listener, () -> listener.finished(call));
		}
		this.barrier.run(this, () -> tellAsStep(call));
		this.barrier.run(this.handover, () -> this.handover.accept(new FinishedCall(call, raw)));
	}

	private void tellAsStep(LlmCall call) {
		Step step = call.toStep();
		if (step != null) {
			this.steps.finished(step);
		}
	}

	private LlmCall priced(LlmCall call) {
		try {
			Cost cost = this.pricing.price(call);
			return (cost != null) ? call.withCost(cost) : call;
		}
		catch (RuntimeException | LinkageError ex) {
			this.barrier.report(this.pricing, ex);
			return call;
		}
	}

}

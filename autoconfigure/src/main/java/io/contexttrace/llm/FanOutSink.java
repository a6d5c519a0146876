package io.contexttrace.llm;

import java.util.List;
import java.util.function.Consumer;

import io.contexttrace.ContextListener;
import io.contexttrace.FaultBarrier;

/**
 * Gives each call to several sinks. A sink that throws has lost the call, which is told
 * to the listener; the others still get it.
 */
public final class FanOutSink implements LlmCallSink {

	private static final String FAILED = "error";

	private final List<LlmCallSink> sinks;

	private final ContextListener listener;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create a sink out of several.
	 * @param sinks the sinks, served in this order
	 * @param listener is told of losses
	 */
	public FanOutSink(List<LlmCallSink> sinks, ContextListener listener) {
		this.sinks = List.copyOf(sinks);
		this.listener = ContextListener.all(List.of(listener));
	}

	@Override
	public String name() {
		return "all";
	}

	@Override
	public void accept(LlmRecord record) {
		toAll((sink) -> sink.accept(record));
	}

	@Override
	public void accept(FeedbackRecord record) {
		toAll((sink) -> sink.accept(record));
	}

	private void toAll(Consumer<LlmCallSink> delivery) {
		for (LlmCallSink sink : this.sinks) {
			if (!this.barrier.run(sink, () -> delivery.accept(sink))) {
				this.listener.lost(sink.name(), FAILED, 1);
			}
		}
	}

}

package io.contexttrace;

import java.util.List;
import java.util.function.Consumer;

/**
 * Tells several listeners, none of which can disturb the others or the work.
 *
 * @param listeners who is told
 * @param barrier what catches their failures
 */
record CompositeContextListener(List<ContextListener> listeners, FaultBarrier barrier) implements ContextListener {

	CompositeContextListener(List<ContextListener> listeners) {
		this(listeners, new FaultBarrier());
	}

	@Override
	public void issued(BusinessContext context, String source) {
		tell((listener) -> listener.issued(context, source));
	}

	@Override
	public void rejected(Rejection rejection) {
		tell((listener) -> listener.rejected(rejection));
	}

	@Override
	public void finished(Step step) {
		tell((listener) -> listener.finished(step));
	}

	@Override
	public void lost(String sink, String reason, long count) {
		tell((listener) -> listener.lost(sink, reason, count));
	}

	@Override
	public void redacted(String type, long count) {
		tell((listener) -> listener.redacted(type, count));
	}

	@Override
	public void skipped(String carrier, String reason) {
		tell((listener) -> listener.skipped(carrier, reason));
	}

	private void tell(Consumer<ContextListener> event) {
		for (ContextListener listener : this.listeners) {
			this.barrier.run(listener, () -> event.accept(listener));
		}
	}

}

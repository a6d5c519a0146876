package io.contexttrace.autoconfigure;

import java.util.List;
import java.util.function.Supplier;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextListener;
import io.contexttrace.Rejection;
import io.contexttrace.Step;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;

/**
 * Tells all listeners of the application. They are looked up at the first event, because
 * some of them need beans that themselves send something. If that fails, which it does
 * while the application shuts down, nobody is told, and the work goes on.
 */
final class ContextEvents {

	private final ContextListener listener;

	ContextEvents(ObjectProvider<ContextListener> listeners) {
		this.listener = ContextListener.all(List
			.of(new LazyListener(SingletonSupplier.of(() -> ContextListener.all(listeners.orderedStream().toList())))));
	}

	ContextListener listener() {
		return this.listener;
	}

	private record LazyListener(Supplier<ContextListener> delegate) implements ContextListener {

		@Override
		public void issued(BusinessContext context, String source) {
			this.delegate.get().issued(context, source);
		}

		@Override
		public void rejected(Rejection rejection) {
			this.delegate.get().rejected(rejection);
		}

		@Override
		public void finished(Step step) {
			this.delegate.get().finished(step);
		}

		@Override
		public void lost(String sink, String reason, long count) {
			this.delegate.get().lost(sink, reason, count);
		}

		@Override
		public void redacted(String type, long count) {
			this.delegate.get().redacted(type, count);
		}

		@Override
		public void skipped(String carrier, String reason) {
			this.delegate.get().skipped(carrier, reason);
		}

	}

}

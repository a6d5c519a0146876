package io.contexttrace.propagation;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * What a thread holds of a stream that it works on. With Micrometer's context propagation
 * that is the context and the current span, else the context alone. Implementations are
 * safe for use by several threads.
 */
interface StreamThreads {

	/**
	 * Let this thread hold the span that Reactor's context holds, if it does.
	 * @param view what Reactor's context holds
	 * @return the scope, to be closed on the same thread
	 */
	default CurrentContext.Scope openSpan(ContextView view) {
		return () -> {
		};
	}

	/**
	 * Take what this thread holds.
	 * @return what was taken
	 */
	Captured capture();

	/**
	 * What was taken from a thread.
	 */
	interface Captured {

		/**
		 * Put it into Reactor's context.
		 * @param context the context of Reactor
		 * @return the changed copy
		 */
		Context write(Context context);

		/**
		 * Let this thread hold it.
		 * @return the scope, to be closed on the same thread
		 */
		CurrentContext.Scope open();

	}

	/**
	 * The context alone.
	 *
	 * @param held what the thread held
	 */
	record HeldAlone(ContextSnapshot held) implements Captured {

		static Captured capture() {
			return new HeldAlone(CurrentContext.capture());
		}

		@Override
		public Context write(Context context) {
			return context.put(ContextThreadLocalAccessor.KEY, this.held);
		}

		@Override
		public CurrentContext.Scope open() {
			return this.held.open();
		}

	}

}

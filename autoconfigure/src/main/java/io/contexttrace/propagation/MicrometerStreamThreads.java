package io.contexttrace.propagation;

import java.util.Set;

import io.contexttrace.CurrentContext;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The context and the current span, by Micrometer's context propagation. Nothing else
 * that a thread may hold is touched.
 */
final class MicrometerStreamThreads implements StreamThreads {

	/**
	 * The key of the current observation, which holds the span; its constant is in a
	 * library that may be missing.
	 */
	private static final String OBSERVATION = "micrometer.observation";

	private final ContextSnapshotFactory factory = ContextSnapshotFactory.builder()
		.captureKeyPredicate(Set.of(ContextThreadLocalAccessor.KEY, OBSERVATION)::contains)
		.build();

	@Override
	public CurrentContext.Scope openSpan(ContextView view) {
		return this.factory.setThreadLocalsFrom(view, OBSERVATION)::close;
	}

	@Override
	public Captured capture() {
		return new CapturedSnapshot(this.factory.captureAll());
	}

	private record CapturedSnapshot(ContextSnapshot snapshot) implements Captured {

		@Override
		public Context write(Context context) {
			return this.snapshot.updateContext(context);
		}

		@Override
		public CurrentContext.Scope open() {
			return this.snapshot.setThreadLocals()::close;
		}

	}

}

package io.contexttrace.propagation;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets everything that honours Micrometer's context propagation carry the context, and
 * with it its fields in the log.
 */
public final class ContextThreadLocalAccessor implements ThreadLocalAccessor<ContextSnapshot> {

	/**
	 * The key of the context in Reactor's context and in Micrometer's snapshots.
	 */
	public static final String KEY = "io.contexttrace";

	@Override
	public Object key() {
		return KEY;
	}

	@Override
	public @Nullable ContextSnapshot getValue() {
		ContextSnapshot snapshot = CurrentContext.capture();
		return snapshot.isEmpty() ? null : snapshot;
	}

	@Override
	public void setValue(ContextSnapshot value) {
		CurrentContext.restore(value);
	}

	@Override
	public void setValue() {
		CurrentContext.restore(ContextSnapshot.empty());
	}

}

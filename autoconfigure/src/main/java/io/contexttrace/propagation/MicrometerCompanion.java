package io.contexttrace.propagation;

import java.util.function.Supplier;

import io.contexttrace.CurrentContext;
import io.contexttrace.ThreadCompanion;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;

/**
 * Takes along what Micrometer's context propagation knows of a thread: the current
 * observation and its span, and whatever else the application has registered there.
 */
public final class MicrometerCompanion implements ThreadCompanion {

	private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().build();

	private final ContextSnapshot nothing = ContextSnapshotFactory.builder().clearMissing(true).build().captureFrom();

	@Override
	public Supplier<CurrentContext.Scope> take() {
		ContextSnapshot taken = this.snapshots.captureAll();
		return () -> taken.setThreadLocals()::close;
	}

	@Override
	public CurrentContext.Scope clear() {
		return this.nothing.setThreadLocals()::close;
	}

}

package io.contexttrace.carrier.task;

import io.contexttrace.FaultBarrier;
import io.contexttrace.propagation.ObservationSpans;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.support.ScheduledTaskObservationContext;

/**
 * Tells the run of a scheduled task of its span and, for reactive tasks, of its end.
 */
public final class ScheduledObservationHandler implements ObservationHandler<ScheduledTaskObservationContext> {

	private final ObservationSpans spans;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create a handler.
	 * @param spans finds the span of an observation
	 */
	public ScheduledObservationHandler(ObservationSpans spans) {
		this.spans = spans;
	}

	@Override
	public void onStart(ScheduledTaskObservationContext context) {
		ScheduledRun run = ScheduledRun.current();
		if (run != null) {
			context.put(ScheduledRun.class, run);
			run.observed(() -> this.spans.of(context));
		}
	}

	@Override
	public void onScopeOpened(ScheduledTaskObservationContext context) {
		this.barrier.run(this, () -> {
			ScheduledRun run = context.get(ScheduledRun.class);
			if (run != null) {
				run.traced();
			}
		});
	}

	@Override
	public void onStop(ScheduledTaskObservationContext context) {
		this.barrier.run(this, () -> end(context, context.get(ScheduledRun.class)));
	}

	private static void end(ScheduledTaskObservationContext context, @Nullable ScheduledRun run) {
		if (run == null) {
			return;
		}
		Throwable failure = context.getError();
		if (failure != null) {
			run.step().failed(failure);
		}
		else if (context.isComplete()) {
			run.step().succeeded();
		}
		else {
			run.step().cancelled();
		}
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof ScheduledTaskObservationContext;
	}

}

package io.contexttrace.carrier.grpc;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What the thread worked at that started a call.
 *
 * @param snapshot what it held
 * @param observation the observation that it worked under
 */
record CallerWork(ContextSnapshot snapshot, @Nullable Observation observation) {

	static CallerWork capture(ObservationRegistry observations) {
		return new CallerWork(CurrentContext.capture(), observations.getCurrentObservation());
	}

	void run(Runnable callback) {
		try (CurrentContext.Scope scope = this.snapshot.open()) {
			if (this.observation != null) {
				this.observation.scoped(callback);
			}
			else {
				callback.run();
			}
		}
	}

}

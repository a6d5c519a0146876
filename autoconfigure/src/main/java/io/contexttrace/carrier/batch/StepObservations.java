package io.contexttrace.carrier.batch;

import io.micrometer.observation.ObservationRegistry;

import org.springframework.aop.support.AopUtils;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.batch.core.step.Step;

/**
 * Lets a step that is no bean be observed as the job or the step that it is part of.
 * Spring Batch observes beans only. The other steps open a scope that observes nothing,
 * and in it nothing can take the job's trace along to another thread.
 */
final class StepObservations {

	private static final String REGISTRY = "observationRegistry";

	private StepObservations() {
	}

	static void observeAs(Object owner, Step step) {
		if (step instanceof AbstractStep part && !AopUtils.isAopProxy(step)
				&& WorkerExecutors.field(part, REGISTRY) == ObservationRegistry.NOOP
				&& WorkerExecutors.field(owner, REGISTRY) instanceof ObservationRegistry registry) {
			part.setObservationRegistry(registry);
		}
	}

}

package io.contexttrace.hop.threads;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import io.contexttrace.ContextListener;
import io.contexttrace.Step;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the steps that have ended.
 */
class FinishedSteps implements ContextListener {

	private final List<Step> steps = new CopyOnWriteArrayList<>();

	@Override
	public void finished(Step step) {
		this.steps.add(step);
	}

	/**
	 * Wait for a step of a context.
	 * @param name the name of the step
	 * @param contextId the context id
	 * @return the first such step
	 */
	Step await(String name, String contextId) {
		Predicate<Step> wanted = (step) -> step.name().equals(name) && step.context().id().value().equals(contextId);
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(this.steps).anyMatch(wanted));
		return this.steps.stream().filter(wanted).findFirst().orElseThrow();
	}

}

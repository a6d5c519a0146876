package io.contexttrace.hop.grpc;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextListener;
import io.contexttrace.Rejection;
import io.contexttrace.Step;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Remembers what listeners are told.
 */
class ToldSteps implements ContextListener {

	final List<BusinessContext> issued = new CopyOnWriteArrayList<>();

	final List<Rejection> rejected = new CopyOnWriteArrayList<>();

	private final List<Step> steps = new CopyOnWriteArrayList<>();

	@Override
	public void issued(BusinessContext context, String source) {
		this.issued.add(context);
	}

	@Override
	public void rejected(Rejection rejection) {
		this.rejected.add(rejection);
	}

	@Override
	public void finished(Step step) {
		this.steps.add(step);
	}

	/**
	 * Wait for the one step of a name under a context.
	 */
	Step only(String name, String contextId) {
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(all(name, contextId)).isNotEmpty());
		assertThat(all(name, contextId)).hasSize(1);
		return all(name, contextId).get(0);
	}

	List<Step> all(String name, String contextId) {
		return this.steps.stream()
			.filter((step) -> step.name().equals(name) && step.context().id().value().equals(contextId))
			.toList();
	}

}

package io.contexttrace.workflow;

import io.contexttrace.propagation.ContextStreams;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes reactive streams visible as steps of a longer flow. Each subscription is a step
 * of its own, which ends with the stream and is cancelled with it. Safe for use by
 * several threads.
 *
 * @param steps opens them
 */
public record ReactiveSteps(Steps steps) {

	/**
	 * A stream that is a step.
	 * @param <T> the type of the elements
	 * @param name what the step is called; one of few, because it becomes a metric tag
	 * @param source the stream
	 * @return the same stream
	 */
	public <T> Flux<T> around(String name, Flux<T> source) {
		return ContextStreams.during(source, (held) -> this.steps.open(name, held));
	}

	/**
	 * A single value that is a step.
	 * @param <T> the type of the value
	 * @param name what the step is called; one of few, because it becomes a metric tag
	 * @param source the value
	 * @return the same value
	 */
	public <T> Mono<T> around(String name, Mono<T> source) {
		return ContextStreams.during(source, (held) -> this.steps.open(name, held));
	}

}

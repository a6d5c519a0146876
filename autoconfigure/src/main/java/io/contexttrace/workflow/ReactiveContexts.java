package io.contexttrace.workflow;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.propagation.ContextStreams;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets reactive streams work under a context, whoever subscribes to them, and wherever.
 * Inside another context it becomes that one's child, as {@link BusinessContext#inside}
 * has it. Safe for use by several threads.
 *
 * @param contexts binds the context
 */
public record ReactiveContexts(CurrentContext contexts) {

	/**
	 * A stream under a context.
	 * @param <T> the type of the elements
	 * @param context what the stream is done for
	 * @param source the stream
	 * @return the same stream
	 */
	public <T> Flux<T> around(BusinessContext context, Flux<T> source) {
		return ContextStreams.inside(source, (held) -> inside(held, context));
	}

	/**
	 * A single value under a context.
	 * @param <T> the type of the value
	 * @param context what the value is made for
	 * @param source the value
	 * @return the same value
	 */
	public <T> Mono<T> around(BusinessContext context, Mono<T> source) {
		return ContextStreams.inside(source, (held) -> inside(held, context));
	}

	private ContextSnapshot inside(ContextSnapshot held, BusinessContext context) {
		return this.contexts.withContext(held, context.inside(held.context()), held.trace());
	}

}

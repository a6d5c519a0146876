package io.contexttrace.workflow;

import io.contexttrace.CurrentContext;
import io.contexttrace.Prompt;
import io.contexttrace.propagation.ContextStreams;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes the calls to models inside a reactive stream with a prompt template, whoever
 * subscribes to it, and wherever. Safe for use by several threads.
 *
 * @param contexts binds the prompt
 */
public record ReactivePrompts(CurrentContext contexts) {

	/**
	 * A stream whose calls to models are made with a prompt.
	 * @param <T> the type of the elements
	 * @param prompt the prompt
	 * @param source the stream
	 * @return the same stream, inside the prompt
	 */
	public <T> Flux<T> around(Prompt prompt, Flux<T> source) {
		return ContextStreams.inside(source, (held) -> this.contexts.withPrompt(held, prompt));
	}

	/**
	 * A single value whose calls to models are made with a prompt.
	 * @param <T> the type of the value
	 * @param prompt the prompt
	 * @param source the value
	 * @return the same value, inside the prompt
	 */
	public <T> Mono<T> around(Prompt prompt, Mono<T> source) {
		return ContextStreams.inside(source, (held) -> this.contexts.withPrompt(held, prompt));
	}

}

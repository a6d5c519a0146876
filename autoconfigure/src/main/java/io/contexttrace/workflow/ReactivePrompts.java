package io.contexttrace.workflow;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.Prompt;
import io.contexttrace.propagation.ContextThreadLocalAccessor;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

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
		return Flux.deferContextual((view) -> {
			ContextSnapshot inside = inside(view, prompt);
			return Flux.from(opened(source, inside))
				.contextWrite((context) -> context.put(ContextThreadLocalAccessor.KEY, inside));
		});
	}

	/**
	 * A single value whose calls to models are made with a prompt.
	 * @param <T> the type of the value
	 * @param prompt the prompt
	 * @param source the value
	 * @return the same value, inside the prompt
	 */
	public <T> Mono<T> around(Prompt prompt, Mono<T> source) {
		return Mono.deferContextual((view) -> {
			ContextSnapshot inside = inside(view, prompt);
			return Mono.fromDirect(opened(source, inside))
				.contextWrite((context) -> context.put(ContextThreadLocalAccessor.KEY, inside));
		});
	}

	private ContextSnapshot inside(ContextView view, Prompt prompt) {
		Object carried = view.getOrDefault(ContextThreadLocalAccessor.KEY, null);
		ContextSnapshot outside = (carried instanceof ContextSnapshot snapshot) ? snapshot : CurrentContext.capture();
		return this.contexts.withPrompt(outside, prompt);
	}

	// what happens at subscription sees it also where Reactor restores nothing by itself
	private static <T> Publisher<T> opened(Publisher<T> source, ContextSnapshot inside) {
		return (subscriber) -> {
			try (CurrentContext.Scope scope = inside.open()) {
				source.subscribe(subscriber);
			}
		};
	}

}

package io.contexttrace.workflow;

import java.util.function.Supplier;

import io.contexttrace.CurrentContext;
import io.contexttrace.Prompt;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Opens the prompt that a method names around each of its invocations. Safe for use by
 * several threads.
 */
final class PromptInterceptor implements MethodInterceptor {

	private final Supplier<CurrentContext> contexts;

	private final MethodAnnotations<UsesPrompt, Prompt> prompts;

	/**
	 * Create an interceptor.
	 * @param contexts gives who binds the prompt, when it is first needed
	 * @param prompts finds the prompt that a method names
	 */
	PromptInterceptor(Supplier<CurrentContext> contexts, NamedPrompts prompts) {
		this.contexts = contexts;
		this.prompts = new MethodAnnotations<>(UsesPrompt.class, prompts::read);
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Prompt prompt = this.prompts.find(invocation);
		if (prompt == null) {
			return invocation.proceed();
		}
		CurrentContext current = this.contexts.get();
		Object result;
		try (CurrentContext.Scope scope = current.open(prompt)) {
			result = invocation.proceed();
		}
		return StreamResults.change(result, invocation.getMethod(), () -> new InPrompt(prompt, current));
	}

	private record InPrompt(Prompt prompt, ReactivePrompts prompts) implements StreamResults.Change {

		InPrompt(Prompt prompt, CurrentContext contexts) {
			this(prompt, new ReactivePrompts(contexts));
		}

		@Override
		public <T> Flux<T> flux(Flux<T> source) {
			return this.prompts.around(this.prompt, source);
		}

		@Override
		public <T> Mono<T> mono(Mono<T> source) {
			return this.prompts.around(this.prompt, source);
		}

	}

}

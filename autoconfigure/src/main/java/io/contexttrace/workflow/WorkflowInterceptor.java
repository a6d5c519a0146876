package io.contexttrace.workflow;

import java.util.function.Supplier;

import io.contexttrace.BusinessContext;
import io.contexttrace.CurrentContext;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Opens the context that a method has by {@link ContextScope} around each of its
 * invocations, and inside it the step. Safe for use by several threads.
 */
final class WorkflowInterceptor implements MethodInterceptor {

	private final Supplier<CurrentContext> contexts;

	private final AnnotatedScopes scopes;

	private final StepInterceptor steps;

	/**
	 * Create an interceptor.
	 * @param contexts gives who binds the contexts, when it is first needed
	 * @param scopes finds the context of an invocation
	 * @param steps makes it a step
	 */
	WorkflowInterceptor(Supplier<CurrentContext> contexts, AnnotatedScopes scopes, StepInterceptor steps) {
		this.contexts = contexts;
		this.scopes = scopes;
		this.steps = steps;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		BusinessContext context = this.scopes.find(invocation);
		if (context == null) {
			return this.steps.invoke(invocation);
		}
		CurrentContext current = this.contexts.get();
		Object result = current.<@Nullable Object, Throwable>call(context, () -> this.steps.invoke(invocation));
		return StreamResults.change(result, invocation.getMethod(), () -> new InContext(context, current));
	}

	private record InContext(BusinessContext context, ReactiveContexts contexts) implements StreamResults.Change {

		InContext(BusinessContext context, CurrentContext contexts) {
			this(context, new ReactiveContexts(contexts));
		}

		@Override
		public <T> Flux<T> flux(Flux<T> source) {
			return this.contexts.around(this.context, source);
		}

		@Override
		public <T> Mono<T> mono(Mono<T> source) {
			return this.contexts.around(this.context, source);
		}

	}

}

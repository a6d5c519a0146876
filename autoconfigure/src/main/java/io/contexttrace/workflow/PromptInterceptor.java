package io.contexttrace.workflow;

import java.lang.reflect.Method;
import java.util.function.Supplier;

import io.contexttrace.CurrentContext;
import io.contexttrace.Prompt;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;

/**
 * Opens the prompt that a method names around each of its invocations. Safe for use by
 * several threads.
 */
final class PromptInterceptor implements MethodInterceptor {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Flux",
			PromptInterceptor.class.getClassLoader());

	private final Supplier<CurrentContext> contexts;

	private final NamedPrompts prompts;

	/**
	 * Create an interceptor.
	 * @param contexts gives who binds the prompt, when it is first needed
	 * @param prompts finds the prompt that a method names
	 */
	PromptInterceptor(Supplier<CurrentContext> contexts, NamedPrompts prompts) {
		this.contexts = contexts;
		this.prompts = prompts;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Prompt prompt = prompt(invocation);
		if (prompt == null) {
			return invocation.proceed();
		}
		CurrentContext current = this.contexts.get();
		Object result;
		try (CurrentContext.Scope scope = current.open(prompt)) {
			result = invocation.proceed();
		}
		return REACTOR ? Streams.inside(prompt, current, result, invocation.getMethod()) : result;
	}

	private @Nullable Prompt prompt(MethodInvocation invocation) {
		Object target = invocation.getThis();
		Method method = invocation.getMethod();
		return this.prompts.find(method,
				(target != null) ? AopUtils.getTargetClass(target) : method.getDeclaringClass());
	}

	/**
	 * What needs Reactor.
	 */
	private static final class Streams {

		static @Nullable Object inside(Prompt prompt, CurrentContext contexts, @Nullable Object result, Method method) {
			if (!(result instanceof Publisher<?> publisher)) {
				return result;
			}
			Object inside = inside(prompt, new ReactivePrompts(contexts), publisher);
			// the method may promise more, such as a flux that can be connected
			return method.getReturnType().isInstance(inside) ? inside : result;
		}

		private static Object inside(Prompt prompt, ReactivePrompts prompts, Publisher<?> publisher) {
			if (publisher instanceof Mono<?> mono) {
				return prompts.around(prompt, mono);
			}
			return prompts.around(prompt, Flux.from(publisher));
		}

	}

}

package io.contexttrace.workflow;

import java.lang.reflect.Method;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.contexttrace.CurrentContext;
import io.contexttrace.propagation.ReceivedWork;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes each invocation of a method that has {@link TraceStep} a step. Safe for use by
 * several threads.
 */
final class StepInterceptor implements MethodInterceptor {

	private static final Logger logger = LoggerFactory.getLogger(StepInterceptor.class);

	private final Supplier<Steps> steps;

	private final UnaryOperator<@Nullable String> placeholders;

	private final MethodAnnotations<TraceStep, NamedStep> annotations;

	/**
	 * Create an interceptor.
	 * @param steps gives who observes the steps, when it is first needed
	 * @param placeholders resolves the placeholders of a text
	 */
	StepInterceptor(Supplier<Steps> steps, UnaryOperator<@Nullable String> placeholders) {
		this.steps = steps;
		this.placeholders = placeholders;
		this.annotations = new MethodAnnotations<>(TraceStep.class, this::read);
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		NamedStep step = this.annotations.find(invocation);
		if (step == null) {
			return invocation.proceed();
		}
		return step.stream() ? stream(step.name(), invocation)
				: this.steps.get().<@Nullable Object, Throwable>observe(step.name(), invocation::proceed);
	}

	// the step is the stream, so it begins when somebody subscribes
	private @Nullable Object stream(String name, MethodInvocation invocation) throws Throwable {
		Object result;
		try {
			result = invocation.proceed();
		}
		catch (Throwable ex) {
			try (ReceivedWork work = this.steps.get().open(name, CurrentContext.capture())) {
				work.failed(ex);
			}
			throw ex;
		}
		return StreamResults.change(result, invocation.getMethod(), () -> new InStep(name, this.steps.get()));
	}

	private NamedStep read(TraceStep annotation, Method method) {
		String name = name(annotation, method);
		return new NamedStep((name != null && !name.isBlank()) ? name : method.getName(),
				StreamResults.isPromisedBy(method));
	}

	private @Nullable String name(TraceStep annotation, Method method) {
		String name = resolved(annotation.value());
		if (name == null || name.contains("${")) {
			logger.warn("The name of the step of {} cannot be resolved, and so is that of the method", method);
			return null;
		}
		return name;
	}

	private @Nullable String resolved(String text) {
		try {
			return this.placeholders.apply(text);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private record NamedStep(String name, boolean stream) {

	}

	private record InStep(String name, ReactiveSteps steps) implements StreamResults.Change {

		InStep(String name, Steps steps) {
			this(name, new ReactiveSteps(steps));
		}

		@Override
		public <T> Flux<T> flux(Flux<T> source) {
			return this.steps.around(this.name, source);
		}

		@Override
		public <T> Mono<T> mono(Mono<T> source) {
			return this.steps.around(this.name, source);
		}

	}

}

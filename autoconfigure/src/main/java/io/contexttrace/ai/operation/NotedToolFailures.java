package io.contexttrace.ai.operation;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.function.Supplier;

import io.contexttrace.FaultBarrier;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.tool.execution.ToolExecutionException;
import org.springframework.ai.tool.execution.ToolExecutionExceptionProcessor;
import org.springframework.ai.tool.observation.ToolCallingObservationContext;
import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Notes how a tool failed before the failure is turned into a text for the model, after
 * which nobody else can tell it from a result. Safe for use by several threads.
 */
public final class NotedToolFailures implements MethodBeforeAdvice {

	private final Supplier<ObservationRegistry> registry;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance.
	 * @param registry gives the registry that observes tools
	 */
	public NotedToolFailures(Supplier<ObservationRegistry> registry) {
		this.registry = registry;
	}

	/**
	 * Stand before the application's own way to deal with failures, which keeps its class
	 * for those who ask for it by that. One for which there can be no such proxy stays as
	 * it is.
	 * @param processor the application's own way
	 * @return the same, noted
	 */
	public ToolExecutionExceptionProcessor before(ToolExecutionExceptionProcessor processor) {
		Method process = ReflectionUtils.findMethod(processor.getClass(), "process", ToolExecutionException.class);
		if (process == null || Modifier.isFinal(process.getModifiers())) {
			return processor;
		}
		ProxyFactory factory = new ProxyFactory(processor);
		factory.setProxyTargetClass(true);
		factory.addAdvice(this);
		try {
			return (ToolExecutionExceptionProcessor) factory.getProxy(ClassUtils.getDefaultClassLoader());
		}
		catch (AopConfigException ex) {
			return processor;
		}
	}

	@Override
	public void before(Method method, @Nullable Object[] arguments, @Nullable Object target) {
		if (arguments.length == 1 && arguments[0] instanceof ToolExecutionException failure) {
			this.barrier.run(this, () -> note(failure));
		}
	}

	private void note(ToolExecutionException failure) {
		Observation current = this.registry.get().getCurrentObservation();
		if (current != null && current.getContext() instanceof ToolCallingObservationContext context) {
			context.put(ToolExecutionException.class, failure);
		}
	}

}

package io.contexttrace.carrier.task;

import java.util.concurrent.Callable;

import io.contexttrace.CurrentContext;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;

/**
 * Lets a task that is handed to a scheduler hold what the calling thread holds.
 */
final class TaskArgumentInterceptor implements MethodInterceptor {

	private final TaskDecorator decorator = TaskDecorators.around(null);

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		@Nullable Object[] arguments = invocation.getArguments();
		if (arguments.length > 0 && isHandover(invocation.getMethod().getName())) {
			if (arguments[0] instanceof Runnable task) {
				arguments[0] = this.decorator.decorate(task);
			}
			else if (arguments[0] instanceof Callable<?> task) {
				arguments[0] = CurrentContext.capture().wrap(task);
			}
		}
		return invocation.proceed();
	}

	private static boolean isHandover(String method) {
		return method.startsWith("schedule") || method.startsWith("submit") || method.equals("execute");
	}

}

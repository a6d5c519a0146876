package io.contexttrace.carrier.task;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.CompositeTaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Gives an executor or scheduler of Spring's the decorators that carry the context, and
 * keeps the one that it has.
 */
final class TaskDecorators {

	private static final boolean MICROMETER = ClassUtils.isPresent("io.micrometer.context.ContextSnapshotFactory",
			TaskDecorators.class.getClassLoader());

	private TaskDecorators() {
	}

	/**
	 * What carries the context and, where Micrometer's context propagation is there, the
	 * current span.
	 * @param existing the decorator that is there already, which stays innermost
	 * @return all of them
	 */
	static TaskDecorator around(@Nullable TaskDecorator existing) {
		List<TaskDecorator> decorators = new ArrayList<>();
		if (existing != null) {
			decorators.add(existing);
		}
		if (MICROMETER && !(existing instanceof ContextPropagatingTaskDecorator)) {
			decorators.add(new ContextPropagatingTaskDecorator());
		}
		decorators.add(new ContextTaskDecorator());
		return new CarryingTaskDecorator(new CompositeTaskDecorator(decorators));
	}

	/**
	 * Decorate the tasks of an executor, if it is one that can be told to.
	 * @param bean the executor, or anything else
	 */
	static void addTo(Object bean) {
		Consumer<TaskDecorator> setter = setter(bean);
		if (setter != null) {
			TaskDecorator existing = existing(bean);
			if (!(existing instanceof CarryingTaskDecorator)) {
				setter.accept(around(existing));
			}
		}
	}

	private static @Nullable Consumer<TaskDecorator> setter(Object bean) {
		if (bean instanceof ThreadPoolTaskExecutor executor) {
			return hasOwnQueue(executor) ? null : executor::setTaskDecorator;
		}
		if (bean instanceof SimpleAsyncTaskExecutor executor) {
			return executor::setTaskDecorator;
		}
		if (bean instanceof ThreadPoolTaskScheduler scheduler) {
			return scheduler::setTaskDecorator;
		}
		if (bean instanceof ConcurrentTaskExecutor executor) {
			return executor::setTaskDecorator;
		}
		return (bean instanceof TaskExecutorAdapter adapter) ? adapter::setTaskDecorator : null;
	}

	// a queue of the application's own may compare tasks, and a decorated one is another
	private static boolean hasOwnQueue(ThreadPoolTaskExecutor executor) {
		Method method = ReflectionUtils.findMethod(executor.getClass(), "createQueue", int.class);
		return method != null && method.getDeclaringClass() != ThreadPoolTaskExecutor.class;
	}

	// Spring has no getter for it, and to set another one would replace the
	// application's own
	private static @Nullable TaskDecorator existing(Object bean) {
		Field field = ReflectionUtils.findField(bean.getClass(), null, TaskDecorator.class);
		if (field == null) {
			throw new IllegalStateException(bean.getClass().getName() + " does not say which TaskDecorator it has");
		}
		ReflectionUtils.makeAccessible(field);
		return (TaskDecorator) ReflectionUtils.getField(field, bean);
	}

	private record CarryingTaskDecorator(TaskDecorator decorators) implements TaskDecorator {

		@Override
		public Runnable decorate(Runnable runnable) {
			return this.decorators.decorate(runnable);
		}

	}

}

package io.contexttrace.carrier.task;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;

import org.springframework.core.task.TaskDecorator;

/**
 * Lets a task hold exactly what the thread held that handed it in. Afterwards the thread
 * holds what it held before, whatever the task has left behind. The current span is no
 * concern of this decorator, but of Spring's own for Micrometer's context propagation.
 * Safe for use by several threads.
 */
public final class ContextTaskDecorator implements TaskDecorator {

	@Override
	public Runnable decorate(Runnable task) {
		ContextSnapshot snapshot = CurrentContext.capture();
		return () -> {
			try (CurrentContext.Scope scope = ThreadGuard.open(snapshot)) {
				task.run();
			}
		};
	}

}

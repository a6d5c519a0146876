package io.contexttrace.ai.operation;

import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.ai.tool.execution.ToolExecutionException;
import org.springframework.ai.tool.execution.ToolExecutionExceptionProcessor;
import org.springframework.ai.tool.observation.ToolCallingObservationContext;

/**
 * Notes how a tool failed before the failure is turned into a text for the model, after
 * which nobody else can tell it from a result. Safe for use by several threads.
 *
 * @param delegate the application's own way to deal with the failure
 * @param registry gives the registry that observes tools
 */
public record NotedToolFailures(ToolExecutionExceptionProcessor delegate,
		Supplier<ObservationRegistry> registry) implements ToolExecutionExceptionProcessor {

	@Override
	public String process(ToolExecutionException failure) {
		Observation current = this.registry.get().getCurrentObservation();
		if (current != null && current.getContext() instanceof ToolCallingObservationContext context) {
			context.put(ToolExecutionException.class, failure);
		}
		return this.delegate.process(failure);
	}

}

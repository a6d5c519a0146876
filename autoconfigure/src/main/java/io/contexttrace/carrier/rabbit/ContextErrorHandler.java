package io.contexttrace.carrier.rabbit;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.FaultBarrier;

import org.springframework.amqp.core.Message;
import org.springframework.amqp.listener.ListenerExecutionFailedException;
import org.springframework.util.ErrorHandler;

/**
 * Lets a container's error handler work, and log, under the context of the message that
 * has failed. Safe for use by several threads.
 *
 * @param delegate the container's error handler
 * @param batches finds what messages are for
 * @param barrier keeps our failures away
 */
record ContextErrorHandler(ErrorHandler delegate, Supplier<BatchContexts> batches,
		FaultBarrier barrier) implements ErrorHandler {

	@Override
	public void handleError(Throwable failure) {
		try (CurrentContext.Scope scope = failed(failure).open()) {
			this.delegate.handleError(failure);
		}
	}

	private ContextSnapshot failed(Throwable failure) {
		try {
			Collection<Message> messages = (failure instanceof ListenerExecutionFailedException listener)
					? listener.getFailedMessages() : List.of();
			ContextSnapshot existing = messages.isEmpty() ? null : this.batches.get().existing(messages);
			return (existing != null) ? existing : CurrentContext.capture();
		}
		catch (RuntimeException | LinkageError ex) {
			this.barrier.report(this, ex);
			return CurrentContext.capture();
		}
	}

}

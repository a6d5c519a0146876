package io.contexttrace.carrier.rabbit;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.contexttrace.FaultBarrier;
import io.contexttrace.propagation.ReceivedWork;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.Message;
import org.springframework.amqp.listener.ListenerExecutionFailedException;

/**
 * Holds the context of what is delivered around all that a listener container does with
 * it: the attempts, what comes between them, and the recoverer that gives it up. It is
 * the first of the container's advices. There is no hook for each attempt: the retry
 * advices of Spring AMQP call the advices inside them for the first attempt only. Safe
 * for use by several threads.
 *
 * @param received opens the work
 * @param barrier keeps our failures away
 */
record DeliveryInterceptor(Supplier<ReceivedMessages> received, FaultBarrier barrier) implements MethodInterceptor {

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Object[] arguments = invocation.getArguments();
		ReceivedWork work = open((arguments.length > 1) ? arguments[1] : null);
		if (work == null) {
			return invocation.proceed();
		}
		try (work) {
			return proceed(invocation, work);
		}
	}

	private static @Nullable Object proceed(MethodInvocation invocation, ReceivedWork work) throws Throwable {
		try {
			return invocation.proceed();
		}
		catch (Throwable ex) {
			work.failed(cause(ex));
			throw ex;
		}
	}

	private @Nullable ReceivedWork open(@Nullable Object delivered) {
		AtomicReference<@Nullable ReceivedWork> work = new AtomicReference<>();
		this.barrier.run(this, () -> work.set(work(delivered)));
		return work.get();
	}

	@SuppressWarnings("unchecked")
	private @Nullable ReceivedWork work(@Nullable Object delivered) {
		if (delivered instanceof Message message) {
			return this.received.get().message(message);
		}
		return (delivered instanceof List<?> batch && !batch.isEmpty())
				? this.received.get().batch((List<Message>) batch) : null;
	}

	// Spring AMQP wraps whatever a listener throws
	private static Throwable cause(Throwable failure) {
		Throwable cause = failure.getCause();
		return (failure instanceof ListenerExecutionFailedException && cause != null) ? cause : failure;
	}

}

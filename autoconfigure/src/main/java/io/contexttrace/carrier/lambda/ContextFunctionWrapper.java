package io.contexttrace.carrier.lambda;

import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import io.contexttrace.lambda.FunctionContexts;
import io.contexttrace.lambda.Invocation;
import io.contexttrace.propagation.ContextStreams;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.cloud.function.context.catalog.FunctionAroundWrapper;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry.FunctionInvocationWrapper;
import org.springframework.messaging.Message;

/**
 * Puts a function that Lambda invokes through Spring Cloud Function's adapter under the
 * context of the invocation. Other invocations of functions are left alone. Safe for use
 * by several threads.
 */
public final class ContextFunctionWrapper extends FunctionAroundWrapper {

	// as AWSLambdaUtils.AWS_CONTEXT, whose module need not be there
	private static final String CONTEXT = "aws-context";

	private final FunctionContexts contexts;

	private final @Nullable FunctionAroundWrapper inner;

	/**
	 * Create an instance.
	 * @param contexts opens invocations
	 * @param inner what else is done around functions, if something is
	 */
	public ContextFunctionWrapper(FunctionContexts contexts, @Nullable FunctionAroundWrapper inner) {
		this.contexts = contexts;
		this.inner = inner;
	}

	@Override
	protected @Nullable Object doApply(Object input, FunctionInvocationWrapper function) {
		Message<?> message = (Message<?>) input;
		return (message.getHeaders().get(CONTEXT) instanceof Context context) ? invoke(message, context, function)
				: apply(input, function, this.inner);
	}

	private static @Nullable Object apply(Object input, FunctionInvocationWrapper function,
			@Nullable FunctionAroundWrapper inner) {
		return (inner != null) ? inner.apply(input, function) : function.apply(input);
	}

	private @Nullable Object invoke(Message<?> message, Context context, FunctionInvocationWrapper function) {
		Invocation invocation = this.contexts.open(() -> event(message), context);
		try {
			Object result = apply(message, function, this.inner);
			if (result instanceof Flux<?> stream) {
				return ContextStreams.keeping(stream)
					.doOnError(invocation::failed)
					.doOnTerminate(invocation::end)
					.doOnCancel(() -> cancel(invocation));
			}
			if (result instanceof Mono<?> single) {
				return ContextStreams.keeping(single)
					.doOnError(invocation::failed)
					.doOnTerminate(invocation::end)
					.doOnCancel(() -> cancel(invocation));
			}
			invocation.end();
			return result;
		}
		catch (Throwable ex) {
			invocation.failed(ex);
			invocation.end();
			throw ex;
		}
		finally {
			invocation.leave();
		}
	}

	private static void cancel(Invocation invocation) {
		invocation.cancelled();
		invocation.end();
	}

	// an event whose payload was taken out has left its headers in those of the message
	private static Object event(Message<?> message) {
		Object payload = message.getPayload();
		return (payload instanceof byte[] || payload instanceof String) ? payload
				: Map.of("headers", message.getHeaders());
	}

}

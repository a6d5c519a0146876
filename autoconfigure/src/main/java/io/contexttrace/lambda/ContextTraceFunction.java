package io.contexttrace.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.jspecify.annotations.Nullable;

/**
 * Puts handlers of a function on AWS Lambda under the context of each invocation. This is
 * for functions without Spring; {@link ContextTraceHandler} does the same for functions
 * whose code is not to be changed. Safe for use by several threads.
 */
public final class ContextTraceFunction {

	private final FunctionContexts contexts;

	ContextTraceFunction(FunctionContexts contexts) {
		this.contexts = contexts;
	}

	/**
	 * The instance that goes by the environment: the system properties
	 * {@code context-trace.lambda.kind} and {@code context-trace.lambda.payload-path}, or
	 * else the variables {@code CONTEXT_TRACE_LAMBDA_KIND} and
	 * {@code CONTEXT_TRACE_LAMBDA_PAYLOAD_PATH}.
	 * @return the one instance of the process
	 */
	public static ContextTraceFunction standard() {
		return Standard.INSTANCE;
	}

	/**
	 * Begin an instance of the application's own.
	 * @return the builder, which goes by the environment until told otherwise
	 */
	public static FunctionBuilder builder() {
		return new FunctionBuilder();
	}

	/**
	 * Put a handler under the context of each invocation, as the environment says.
	 * @param <I> the type of the event
	 * @param <O> the type of the answer
	 * @param handler the handler
	 * @return the same, under the context
	 */
	public static <I extends @Nullable Object, O extends @Nullable Object> RequestHandler<I, O> wrap(
			RequestHandler<I, O> handler) {
		return standard().around(handler);
	}

	/**
	 * Put a handler of streams under the context of each invocation, as the environment
	 * says.
	 * @param handler the handler
	 * @return the same, under the context
	 */
	public static RequestStreamHandler wrap(RequestStreamHandler handler) {
		return standard().around(handler);
	}

	/**
	 * Put a handler under the context of each invocation.
	 * @param <I> the type of the event
	 * @param <O> the type of the answer
	 * @param handler the handler
	 * @return the same, under the context
	 */
	public <I extends @Nullable Object, O extends @Nullable Object> RequestHandler<I, O> around(
			RequestHandler<I, O> handler) {
		return (event, context) -> this.contexts.<O, RuntimeException>call(event, context,
				() -> handler.handleRequest(event, context));
	}

	/**
	 * Put a handler of streams under the context of each invocation. It is given every
	 * byte of the event, whatever of it was looked at before.
	 * @param handler the handler
	 * @return the same, under the context
	 */
	public RequestStreamHandler around(RequestStreamHandler handler) {
		return new StreamHandler(this.contexts, handler);
	}

	/**
	 * What does the work on the records of a batch.
	 * @return the contexts of this function
	 */
	public FunctionContexts contexts() {
		return this.contexts;
	}

	private static final class Standard {

		private static final ContextTraceFunction INSTANCE = builder().build();

	}

}

package io.contexttrace.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.jspecify.annotations.Nullable;

/**
 * A handler that puts another one under the context of each invocation, so that the
 * function's code need not be changed. Set it as the function's handler,
 * {@code io.contexttrace.lambda.ContextTraceHandler}, and name the handler that does the
 * work in the variable {@code CONTEXT_TRACE_HANDLER}, as it was named before: a class, or
 * a class and a method such as {@code com.example.Orders::handle}. What it takes and what
 * it returns is as Lambda's own runtime has it, streams and objects.
 * <p>
 * Safe for use by several threads, if the other handler is.
 */
public final class ContextTraceHandler implements RequestStreamHandler {

	private final RequestStreamHandler handler;

	/**
	 * Create the handler that the environment names.
	 * @throws IllegalStateException if it names none, or one that cannot be made
	 */
	public ContextTraceHandler() {
		this(new FunctionEnvironment(System::getenv).get(FunctionEnvironment.HANDLER));
	}

	ContextTraceHandler(@Nullable String handler) {
		this.handler = ContextTraceFunction.wrap(HandlerLoader.load(handler));
	}

	@Override
	public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
		this.handler.handleRequest(input, output, context);
	}

}

package io.contexttrace.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.jspecify.annotations.Nullable;

/**
 * Puts a handler of streams under the context of each invocation.
 *
 * @param contexts opens invocations
 * @param handler the handler
 */
record StreamHandler(FunctionContexts contexts, RequestStreamHandler handler) implements RequestStreamHandler {

	@Override
	public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
		StreamedEvent event = new StreamedEvent(input);
		Invocation invocation = this.contexts.open(event::start, context);
		FunctionContexts.<@Nullable Object, IOException>call(invocation, () -> {
			this.handler.handleRequest(event.whole(), output, context);
			return null;
		});
	}

}

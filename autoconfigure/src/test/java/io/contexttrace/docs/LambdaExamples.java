package io.contexttrace.docs;

import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.contexttrace.ContextListener;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.FunctionInvocations;
import io.contexttrace.lambda.ContextTraceFunction;
import io.contexttrace.lambda.FunctionContexts;
import io.contexttrace.lambda.LambdaInvocations;

/**
 * The examples of {@code docs/lambda.md}.
 */
final class LambdaExamples {

	private LambdaExamples() {
	}

	static LambdaInvocations carry(ContextHeaders headers, ContextListener listener) {
		return LambdaInvocations.activate(headers, new FunctionInvocations(headers, listener, true, false));
	}

	static RequestHandler<ScheduledEvent, String> nightly(ContextListener listener) {
		return ContextTraceFunction.builder()
			.kind("night")
			.payloadPath("detail.context")
			.listener(listener)
			.build()
			.around((event, context) -> count(event.getDetail()));
	}

	static RequestHandler<SQSEvent, String> orders(ContextTraceFunction function) {
		FunctionContexts contexts = function.contexts();
		return function.around((event, context) -> {
			contexts.forEachRecord(event.getRecords(), (message) -> book(message.getBody()));
			return "booked";
		});
	}

	private static String book(Object order) {
		return order.toString();
	}

	private static String count(Map<String, Object> detail) {
		return String.valueOf(detail.size());
	}

	static final class Orders implements RequestHandler<Map<String, Object>, String> {

		private final RequestHandler<Map<String, Object>, String> handler = ContextTraceFunction.wrap(this::handle);

		@Override
		public String handleRequest(Map<String, Object> event, Context context) {
			return this.handler.handleRequest(event, context);
		}

		private String handle(Map<String, Object> event, Context context) {
			return book(event);
		}

	}

}

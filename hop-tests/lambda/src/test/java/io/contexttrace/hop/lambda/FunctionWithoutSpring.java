package io.contexttrace.hop.lambda;

import java.net.URI;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.contexttrace.lambda.ContextTraceFunction;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * A function that invokes another one, without Spring, Micrometer and OpenTelemetry. Its
 * code knows nothing of contexts. It runs in a process of its own.
 */
public final class FunctionWithoutSpring implements RequestHandler<Map<String, Object>, String> {

	private final LambdaClient client;

	private FunctionWithoutSpring(LambdaClient client) {
		this.client = client;
	}

	@Override
	public String handleRequest(Map<String, Object> event, Context context) {
		return this.client.invoke(LambdaClients.invoke("from-plain-java").build()).payload().asUtf8String();
	}

	public static void main(String[] arguments) {
		try (LambdaClient client = LambdaClients.waiting(URI.create(arguments[0]))) {
			Map<String, Object> event = Map.of("_contexttrace", Map.of("context_id", "plain-java"));
			ContextTraceFunction.wrap(new FunctionWithoutSpring(client)).handleRequest(event, null);
		}
	}

}

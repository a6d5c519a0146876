package io.contexttrace.hop.lambda;

import java.net.URI;
import java.util.List;
import java.util.Map;

import io.contexttrace.ContextIdGenerator;
import io.contexttrace.ContextListener;
import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.header.FunctionInvocations;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.TrustPolicy;
import io.contexttrace.lambda.LambdaInvocations;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * A program without Spring, Micrometer and OpenTelemetry that invokes a function. It runs
 * in a process of its own.
 */
public final class FunctionWithoutSpring {

	private static final ContextListener NOBODY = new ContextListener() {

	};

	private FunctionWithoutSpring() {
	}

	public static void main(String[] arguments) throws Exception {
		ContextHeaders headers = new ContextHeaders(HeaderNames.DEFAULT, "function", TrustPolicy.validSyntax(), NOBODY);
		LambdaInvocations.activate(headers, new FunctionInvocations(headers, NOBODY, true, false));
		ContextReceiver receiver = new ContextReceiver(new CurrentContext(List.of()), headers,
				new NewContexts(ContextIdGenerator.uuidV7(), "function", NOBODY));
		Map<String, String> received = Map.of("X-Context-Id", "plain-java", "X-Amzn-Trace-Id", arguments[1]);
		try (LambdaClient client = LambdaClients.waiting(URI.create(arguments[0]));
				CurrentContext.Scope scope = receiver.receive(received, Map::get, "test").open()) {
			client.invoke(LambdaClients.invoke("from-plain-java").build());
		}
	}

}

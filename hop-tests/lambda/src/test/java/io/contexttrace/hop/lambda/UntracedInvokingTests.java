package io.contexttrace.hop.lambda;

import java.util.Map;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.hop.HopApplication;
import io.contexttrace.propagation.ContextCrossing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.LambdaClient;

import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Functions are invoked where nothing is traced, and where it is switched off.
 */
class UntracedInvokingTests {

	private static final String TRACING = "org.springframework.boot.micrometer.tracing.";

	@Test
	void aReceivedTraceGoesOnWithoutATracer() {
		String trace = "Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=1:abc:0";
		try (FunctionEndpoint endpoint = new FunctionEndpoint();
				HopApplication untraced = HopApplication.start(InvokingApplication.class,
						"spring.autoconfigure.exclude=" + TRACING + "autoconfigure.MicrometerTracingAutoConfiguration,"
								+ TRACING + "autoconfigure.NoopTracerAutoConfiguration," + TRACING
								+ "opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration");
				LambdaClient sdk = LambdaClients.waiting(endpoint.url())) {
			ContextSnapshot received = untraced.bean(ContextCrossing.class)
				.read(Map.of("X-Context-Id", "received", "X-Amzn-Trace-Id", trace), Map::get, "test");
			try (CurrentContext.Scope scope = received.open()) {
				sdk.invoke(LambdaClients.invoke("untraced-sdk").build());
				post(untraced, endpoint, "untraced-http");
			}
			for (String function : new String[] { "untraced-sdk", "untraced-http" }) {
				ReceivedInvocation invocation = endpoint.invocation(function);
				assertThat(invocation.all("X-Amzn-Trace-Id")).as(function).containsExactly(trace);
				assertThat(invocation.custom("trace_id")).as(function).isEqualTo(trace);
				assertThat(invocation.custom("context_id")).as(function).isEqualTo("received");
			}
			untraced.assertThreadsAreClean();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "context-trace.lambda.enabled=false", "context-trace.lambda.client-context=false" })
	void nothingIsAddedWhereItIsSwitchedOff(String property) {
		try (FunctionEndpoint endpoint = new FunctionEndpoint();
				HopApplication off = HopApplication.start(InvokingApplication.class, property);
				LambdaClient sdk = LambdaClients.waiting(endpoint.url())) {
			String function = "off" + property.hashCode();
			off.under("off", () -> {
				sdk.invoke(LambdaClients.invoke(function).build());
				post(off, endpoint, function);
			});
			assertThat(endpoint.invocations(function)).hasSize(2)
				.allSatisfy((invocation) -> assertThat(invocation.header("X-Amz-Client-Context")).isNull());
		}
	}

	private static void post(HopApplication app, FunctionEndpoint endpoint, String function) {
		app.bean(RestClient.Builder.class)
			.build()
			.post()
			.uri(endpoint.url().resolve(FunctionEndpoint.path(function)))
			.body("{}")
			.retrieve()
			.toBodilessEntity();
	}

}

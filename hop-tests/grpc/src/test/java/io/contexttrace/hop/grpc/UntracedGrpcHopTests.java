package io.contexttrace.hop.grpc;

import io.contexttrace.hop.HopApplication;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCalls;
import org.junit.jupiter.api.Test;

import org.springframework.grpc.client.GrpcChannelFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls over gRPC where there is no tracer.
 */
class UntracedGrpcHopTests {

	private static final String TRACING = "org.springframework.boot.micrometer.tracing.";

	@Test
	void theContextGoesWithoutATracer() {
		try (HopApplication application = HopApplication.start(GrpcApplication.class, "spring.grpc.server.port=0",
				"spring.autoconfigure.exclude=" + TRACING + "autoconfigure.MicrometerTracingAutoConfiguration,"
						+ TRACING + "autoconfigure.NoopTracerAutoConfiguration," + TRACING
						+ "opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration")) {
			ManagedChannel channel = application.bean(GrpcChannelFactory.class)
				.createChannel("static://127.0.0.1:" + GrpcHopTests.port(application));
			application.under("untraced",
					() -> assertThat(ClientCalls.blockingUnaryCall(channel, Talk.ASK, CallOptions.DEFAULT, "plain"))
						.isEqualTo("untraced"));
			application.assertSeenUnder("plain", "untraced");
			application.assertThreadsAreClean();
			channel.shutdownNow();
		}
	}

}

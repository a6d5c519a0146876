package io.contexttrace.docs;

import io.contexttrace.carrier.grpc.ContextClientInterceptor;
import io.contexttrace.carrier.grpc.ContextServerInterceptor;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;

/**
 * The examples of {@code docs/grpc.md}.
 */
final class GrpcExamples {

	private GrpcExamples() {
	}

	static ManagedChannel stock(ContextClientInterceptor interceptor) {
		return ManagedChannelBuilder.forTarget("dns:///stock.example.com:443").intercept(interceptor).build();
	}

	static ServerServiceDefinition traced(BindableService service, ContextServerInterceptor interceptor) {
		return ServerInterceptors.intercept(service, interceptor);
	}

}

package io.contexttrace.carrier.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;

import org.springframework.core.Ordered;

/**
 * Takes baggage off calls to hosts that may not see it. It comes last, behind the
 * interceptor of the client's observation, which writes it. Safe for use by several
 * threads.
 */
public final class BaggageClientInterceptor implements ClientInterceptor, Ordered {

	private final SentMetadata metadata;

	/**
	 * Create an interceptor.
	 * @param metadata knows what a host may see
	 */
	public BaggageClientInterceptor(SentMetadata metadata) {
		this.metadata = metadata;
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
		String authority = (options.getAuthority() != null) ? options.getAuthority() : next.authority();
		return new SimpleForwardingClientCall<>(next.newCall(method, options)) {

			@Override
			public void start(Listener<R> responses, Metadata headers) {
				BaggageClientInterceptor.this.metadata.removeBaggage(authority, headers);
				super.start(responses, headers);
			}

		};
	}

}

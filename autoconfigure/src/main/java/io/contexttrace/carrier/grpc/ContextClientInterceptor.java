package io.contexttrace.carrier.grpc;

import java.util.List;

import io.contexttrace.ContextListener;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.core.Ordered;

/**
 * Sends the context along with calls to other services, and binds it in the callbacks
 * that bring their answers. The channels of Boot's channel factory have this interceptor
 * already; who builds a channel by hand adds it.
 * <p>
 * A host that may not see the context gets no entries of it. An entry that the caller set
 * stays. The listener is told of each call under a context as a step that lasts until the
 * call is closed. Safe for use by several threads.
 */
public final class ContextClientInterceptor implements ClientInterceptor, Ordered {

	private final SentMetadata metadata;

	private final ContextListener listener;

	private final ObservationRegistry observations;

	/**
	 * Create an interceptor.
	 * @param metadata writes what a host may see
	 * @param listener is told of each call under a context
	 * @param observations knows the observation that the calling thread works under
	 */
	public ContextClientInterceptor(SentMetadata metadata, ContextListener listener, ObservationRegistry observations) {
		this.metadata = metadata;
		this.listener = ContextListener.all(List.of(listener));
		this.observations = observations;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
		String authority = (options.getAuthority() != null) ? options.getAuthority() : next.authority();
		return new ContextClientCall<>(next.newCall(method, options),
				(snapshot, headers) -> this.metadata.write(snapshot, authority, headers), this.listener,
				this.observations);
	}

}

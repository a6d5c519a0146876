package io.contexttrace.hop.grpc;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the metadata of the calls that arrive.
 */
class SeenMetadata implements ServerInterceptor {

	private final List<Metadata> all = new CopyOnWriteArrayList<>();

	@Override
	public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
			ServerCallHandler<Q, R> next) {
		Metadata copy = new Metadata();
		copy.merge(headers);
		this.all.add(copy);
		return next.startCall(call, headers);
	}

	/**
	 * An entry of the call that arrived last.
	 */
	@Nullable String last(String name) {
		return this.all.get(this.all.size() - 1).get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
	}

}

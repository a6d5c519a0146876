package io.contexttrace.carrier.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;

/**
 * A call that remembers what status the application has closed it with.
 *
 * @param <Q> the type of the requests
 * @param <R> the type of the responses
 */
final class FollowedServerCall<Q, R> extends SimpleForwardingServerCall<Q, R> {

	private volatile Status status = Status.OK;

	FollowedServerCall(ServerCall<Q, R> call) {
		super(call);
	}

	@Override
	public void close(Status status, Metadata trailers) {
		this.status = status;
		super.close(status, trailers);
	}

	Status status() {
		return this.status;
	}

}

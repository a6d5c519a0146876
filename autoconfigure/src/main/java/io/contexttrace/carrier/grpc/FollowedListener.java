package io.contexttrace.carrier.grpc;

import io.contexttrace.ContextSnapshot;
import io.grpc.ServerCall;

/**
 * Binds what a call's work holds in each callback, and ends the call's step.
 *
 * @param <Q> the type of the requests
 */
final class FollowedListener<Q> extends BoundServerListener<Q> {

	private final FollowedServerCall<Q, ?> call;

	private final CallStep step;

	FollowedListener(ServerCall.Listener<Q> listener, ContextSnapshot snapshot, FollowedServerCall<Q, ?> call,
			CallStep step) {
		super(listener, snapshot);
		this.call = call;
		this.step = step;
	}

	@Override
	public void onCancel() {
		try {
			super.onCancel();
		}
		finally {
			this.step.cancelled();
		}
	}

	@Override
	public void onComplete() {
		try {
			super.onComplete();
		}
		finally {
			this.step.ended(this.call.status());
		}
	}

	@Override
	void bound(Runnable callback) {
		try {
			super.bound(callback);
		}
		catch (RuntimeException | Error ex) {
			// gRPC itself then closes the call, and nobody learns the status
			this.step.failed(ex);
			throw ex;
		}
	}

}

package io.contexttrace.carrier.grpc;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.ServerCall;

/**
 * Binds what a call's work holds in each callback.
 *
 * @param <Q> the type of the requests
 */
class BoundServerListener<Q> extends SimpleForwardingServerCallListener<Q> {

	private final ContextSnapshot snapshot;

	BoundServerListener(ServerCall.Listener<Q> listener, ContextSnapshot snapshot) {
		super(listener);
		this.snapshot = snapshot;
	}

	@Override
	public void onMessage(Q message) {
		bound(() -> delegate().onMessage(message));
	}

	@Override
	public void onHalfClose() {
		bound(delegate()::onHalfClose);
	}

	@Override
	public void onCancel() {
		bound(delegate()::onCancel);
	}

	@Override
	public void onComplete() {
		bound(delegate()::onComplete);
	}

	@Override
	public void onReady() {
		bound(delegate()::onReady);
	}

	/**
	 * Run a callback.
	 * @param callback what the application or the next interceptor does
	 */
	void bound(Runnable callback) {
		try (CurrentContext.Scope scope = this.snapshot.open()) {
			callback.run();
		}
	}

}

package io.contexttrace.carrier.grpc;

import io.grpc.ClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.Status;

/**
 * Goes on with the caller's work in each callback, and ends the call's step.
 *
 * @param <R> the type of the responses
 */
final class BoundClientListener<R> extends SimpleForwardingClientCallListener<R> {

	private final CallerWork work;

	private final CallStep step;

	BoundClientListener(ClientCall.Listener<R> listener, CallerWork work, CallStep step) {
		super(listener);
		this.work = work;
		this.step = step;
	}

	@Override
	public void onHeaders(Metadata headers) {
		this.work.run(() -> delegate().onHeaders(headers));
	}

	@Override
	public void onMessage(R message) {
		this.work.run(() -> delegate().onMessage(message));
	}

	@Override
	public void onClose(Status status, Metadata trailers) {
		this.step.ended(status);
		this.work.run(() -> delegate().onClose(status, trailers));
	}

	@Override
	public void onReady() {
		this.work.run(delegate()::onReady);
	}

}

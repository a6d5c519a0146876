package io.contexttrace.carrier.grpc;

import java.util.List;

import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.header.ContextReceiver;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

import org.springframework.core.Ordered;

/**
 * Takes a context from the metadata of each call that arrives, and binds it in all
 * callbacks of the call, whichever threads they come on. It comes before the interceptor
 * that starts the server's observation, so that the server's span bears the context.
 * <p>
 * The listener is told of each call as a step that lasts until the call is complete. Safe
 * for use by several threads.
 */
public final class ContextServerInterceptor implements ServerInterceptor, Ordered {

	/**
	 * The name of the step, and what listeners are told brought or needed the context.
	 */
	static final String NAME = "grpc.server";

	private final ContextReceiver receiver;

	private final ContextListener listener;

	/**
	 * Create an interceptor.
	 * @param receiver finds the context of a call
	 * @param listener is told when a call has ended
	 */
	public ContextServerInterceptor(ContextReceiver receiver, ContextListener listener) {
		this.receiver = receiver;
		this.listener = ContextListener.all(List.of(listener));
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
			ServerCallHandler<Q, R> next) {
		ContextSnapshot snapshot = this.receiver.receive(headers, MetadataHeaders.INSTANCE, NAME);
		CallStep step = new CallStep(snapshot.context(), NAME, this.listener);
		try (CurrentContext.Scope scope = snapshot.open()) {
			FollowedServerCall<Q, R> followed = new FollowedServerCall<>(call);
			return new FollowedListener<>(next.startCall(followed, headers), snapshot, followed, step);
		}
		catch (RuntimeException | Error ex) {
			step.failed(ex);
			throw ex;
		}
	}

}

package io.contexttrace.carrier.grpc;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.propagation.CrossingTrace;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

import org.springframework.core.Ordered;

/**
 * Adds the trace to what a call's work holds. It comes behind the interceptor that starts
 * the server's observation, where the trace is known. Safe for use by several threads.
 */
public final class TraceServerInterceptor implements ServerInterceptor, Ordered {

	/**
	 * The order of the interceptor, one behind that of Boot's observation.
	 */
	public static final int ORDER = 1;

	private final CrossingTrace trace;

	/**
	 * Create an interceptor.
	 * @param trace finds the server's span
	 */
	public TraceServerInterceptor(CrossingTrace trace) {
		this.trace = trace;
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
			ServerCallHandler<Q, R> next) {
		ContextSnapshot held = CurrentContext.capture();
		ContextSnapshot traced = this.trace.inSpan(held, held.trace());
		if (traced == held) {
			return next.startCall(call, headers);
		}
		try (CurrentContext.Scope scope = traced.open()) {
			return new BoundServerListener<>(next.startCall(call, headers), traced);
		}
	}

}

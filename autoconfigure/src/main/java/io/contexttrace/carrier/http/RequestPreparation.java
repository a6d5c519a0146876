package io.contexttrace.carrier.http;

import java.net.URI;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.FaultBarrier;
import io.contexttrace.header.FunctionInvocations;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.propagation.WorkTracing;
import org.jspecify.annotations.Nullable;

/**
 * Gives a request the headers that its host may see: the trace's, if it has none yet, and
 * the context's; an invocation of a function also what the function is to see. Safe for
 * use by several threads.
 */
final class RequestPreparation {

	private final OutgoingHeaders headers;

	private final WorkTracing tracing;

	private final FaultBarrier barrier = new FaultBarrier();

	RequestPreparation(OutgoingHeaders headers, WorkTracing tracing) {
		this.headers = headers;
		this.tracing = tracing;
	}

	void prepare(ContextSnapshot snapshot, URI uri, RequestHeaders request) {
		prepare(snapshot, RequestHost.of(uri), uri.getRawPath(), request);
	}

	void prepare(ContextSnapshot snapshot, @Nullable String host, @Nullable String path, RequestHeaders request) {
		this.barrier.run(this.tracing, () -> this.tracing.inject(request, RequestHeaders::get, RequestHeaders::set));
		this.headers.writeMissing(snapshot, host, request, RequestHeaders::get, RequestHeaders::set);
		if (FunctionInvocations.isInvocation(path)) {
			this.headers.writeInvocation(snapshot, host, request, RequestHeaders::get, RequestHeaders::set);
		}
		this.headers.removeBaggage(host, request, RequestHeaders::remove);
	}

}

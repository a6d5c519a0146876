package io.contexttrace.carrier.http;

import java.net.URI;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.FaultBarrier;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.propagation.WorkTracing;
import org.jspecify.annotations.Nullable;

/**
 * Gives a request the headers that its host may see: the trace's, if it has none yet, and
 * the context's. Safe for use by several threads.
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
		prepare(snapshot, RequestHost.of(uri), request);
	}

	void prepare(ContextSnapshot snapshot, @Nullable String host, RequestHeaders request) {
		this.barrier.run(this.tracing, () -> this.tracing.inject(request, RequestHeaders::get, RequestHeaders::set));
		this.headers.writeMissing(snapshot, host, request, RequestHeaders::get, RequestHeaders::set);
		this.headers.removeBaggage(host, request, RequestHeaders::remove);
	}

}

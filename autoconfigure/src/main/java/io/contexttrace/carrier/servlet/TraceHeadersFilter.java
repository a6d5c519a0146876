package io.contexttrace.carrier.servlet;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.TraceReference;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.TraceParentHeader;
import io.contexttrace.header.XRayTraceHeader;
import io.contexttrace.propagation.CrossingTrace;
import io.contexttrace.propagation.SpanReference;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers with the ids of the trace. It comes after the filter that starts the server's
 * observation, where the trace id is known; without a tracer it answers with the trace
 * that the caller named, or with a new one.
 */
public final class TraceHeadersFilter extends OncePerRequestFilter {

	private static final HexFormat HEX = HexFormat.of();

	private final CurrentContext contexts;

	private final SpanReference.Source spans;

	/**
	 * Create a filter.
	 * @param contexts binds the context together with its trace
	 * @param spans finds the server's span
	 */
	public TraceHeadersFilter(CurrentContext contexts, SpanReference.Source spans) {
		this.contexts = contexts;
		this.spans = spans;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		ContextSnapshot held = RequestContext.get(request);
		BusinessContext context = (held != null) ? held.context() : null;
		if (held == null || context == null) {
			chain.doFilter(request, response);
			return;
		}
		SpanReference span = this.spans.current();
		TraceReference trace = trace(request, held.trace(), span);
		ContextSnapshot snapshot = this.contexts.withContext(held, context, trace);
		RequestContext.set(request, snapshot);
		response.setHeader(HeaderNames.TRACE_ID, trace.traceId());
		response.setHeader(HeaderNames.XRAY_TRACE,
				XRayTraceHeader.format(trace.xrayTraceId(), (span != null) ? span.spanId() : null, trace.sampled()));
		try (CurrentContext.Scope scope = snapshot.open()) {
			chain.doFilter(request, response);
		}
	}

	private static TraceReference trace(HttpServletRequest request, @Nullable TraceReference received,
			@Nullable SpanReference span) {
		if (span != null) {
			return CrossingTrace.reference(received, span);
		}
		if (received != null) {
			return received;
		}
		TraceReference named = TraceParentHeader.parse(request.getHeader(TraceParentHeader.NAME));
		return (named != null) ? named : newTrace();
	}

	private static TraceReference newTrace() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		String traceId = HEX.toHexDigits(random.nextLong() | 1) + HEX.toHexDigits(random.nextLong());
		return new TraceReference(traceId, XRayTraceHeader.rootOf(traceId), false, Map.of());
	}

}

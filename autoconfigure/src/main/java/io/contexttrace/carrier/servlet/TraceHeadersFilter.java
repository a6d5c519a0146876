package io.contexttrace.carrier.servlet;

import java.io.IOException;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.propagation.AnsweredTrace;
import io.contexttrace.propagation.SpanReference;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers with the ids of the trace. It comes after the filter that starts the server's
 * observation, where the trace id is known; without a tracer it answers with the trace
 * that the caller named, or with a new one.
 */
public final class TraceHeadersFilter extends OncePerRequestFilter {

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
		AnsweredTrace answered = AnsweredTrace.of(held.trace(), this.spans.current());
		ContextSnapshot snapshot = this.contexts.withContext(held, context, answered.trace());
		RequestContext.set(request, snapshot);
		answered.write(response, HttpServletResponse::setHeader);
		try (CurrentContext.Scope scope = snapshot.open()) {
			chain.doFilter(request, response);
		}
	}

}

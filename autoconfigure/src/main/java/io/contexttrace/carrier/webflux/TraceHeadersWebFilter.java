package io.contexttrace.carrier.webflux;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.propagation.AnsweredTrace;
import io.contexttrace.propagation.ObservationSpans;
import io.contexttrace.propagation.SpanReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Answers with the ids of the trace. As a filter it runs inside the server's observation,
 * where the trace id is known; without a tracer it answers with the trace that the caller
 * named, or with a new one. Safe for use by several threads.
 */
public final class TraceHeadersWebFilter implements WebFilter, Ordered {

	private final CurrentContext contexts;

	private final ObservationSpans spans;

	/**
	 * Create a filter.
	 * @param contexts binds the context together with its trace
	 * @param spans finds the server's span
	 */
	public TraceHeadersWebFilter(CurrentContext contexts, ObservationSpans spans) {
		this.contexts = contexts;
		this.spans = spans;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return Mono.deferContextual((reactor) -> {
			ReactiveRequest request = ReactiveRequest.of(reactor);
			BusinessContext context = (request != null) ? request.latest().context() : null;
			return (request != null && context != null) ? filter(exchange, chain, request, context)
					: chain.filter(exchange);
		});
	}

	private Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain, ReactiveRequest request,
			BusinessContext context) {
		request.reached(exchange);
		ContextSnapshot held = request.latest();
		AnsweredTrace answered = AnsweredTrace.of(held.trace(), span(exchange));
		answered.write(exchange.getResponse().getHeaders(), HttpHeaders::set);
		return request.under(this.contexts.withContext(held, context, answered.trace()), chain.filter(exchange));
	}

	private @Nullable SpanReference span(ServerWebExchange exchange) {
		return ServerRequestObservationContext.findCurrent(exchange.getAttributes()).map(this.spans::of).orElse(null);
	}

}

package io.contexttrace.carrier.webflux;

import java.util.function.UnaryOperator;

import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

/**
 * Lets the application's exception handlers work under what the failed work held last:
 * they are outside of all filters, where Reactor's context knows neither the trace nor
 * what came with the principal. Safe for use by several threads.
 */
public final class ContextExceptionHandlers implements UnaryOperator<WebExceptionHandler> {

	@Override
	public WebExceptionHandler apply(WebExceptionHandler handler) {
		return (exchange, failure) -> Mono.deferContextual((reactor) -> {
			ReactiveRequest request = ReactiveRequest.of(reactor);
			return (request != null) ? request.under(request.latest(), handle(handler, exchange, failure))
					: handler.handle(exchange, failure);
		});
	}

	// not before the context is there
	private static Mono<Void> handle(WebExceptionHandler handler, ServerWebExchange exchange, Throwable failure) {
		return Mono.defer(() -> handler.handle(exchange, failure));
	}

}

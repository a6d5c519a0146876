package io.contexttrace.carrier.webflux;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.propagation.ServedRequest;
import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Handles a request under its context, and answers with the context's id.
 *
 * @param delegate handles the request
 * @param reader finds the context
 * @param listener is told when the request has ended
 */
record ContextHttpHandler(HttpHandler delegate, RequestReader reader, ContextListener listener) implements HttpHandler {

	@Override
	public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
		return Mono.defer(() -> {
			ServedRequest step = new ServedRequest(this.listener);
			return this.reader.read(request)
				.flatMap((snapshot) -> handle(request, response, new ReactiveRequest(step, snapshot)));
		});
	}

	private Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response, ReactiveRequest state) {
		ContextSnapshot snapshot = state.latest();
		answer(response, snapshot, this.reader.idHeader());
		try (CurrentContext.Scope scope = snapshot.open()) {
			Mono<Void> handled = this.delegate.handle(request, FollowedResponse.of(response, state::cancelled))
				.doOnSuccess((nothing) -> state.ended(response))
				.doOnError((ex) -> state.failed(ex, response))
				.doOnCancel(state::cancelled);
			return state.under(snapshot, handled);
		}
	}

	static void answer(ServerHttpResponse response, ContextSnapshot snapshot, String idHeader) {
		BusinessContext context = snapshot.context();
		if (context != null && !response.isCommitted()) {
			response.getHeaders().set(idHeader, context.id().value());
		}
	}

}

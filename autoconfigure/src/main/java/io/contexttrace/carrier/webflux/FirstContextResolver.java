package io.contexttrace.carrier.webflux;

import java.security.Principal;
import java.util.List;
import java.util.function.Function;

import io.contexttrace.BusinessContext;
import io.contexttrace.FaultBarrier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * Asks several resolvers, none of which can disturb the others or the request.
 *
 * @param resolvers who is asked
 * @param barrier what catches their failures
 */
record FirstContextResolver(List<ReactiveContextResolver> resolvers,
		FaultBarrier barrier) implements ReactiveContextResolver {

	FirstContextResolver(List<ReactiveContextResolver> resolvers) {
		this(List.copyOf(resolvers), new FaultBarrier());
	}

	@Override
	public Mono<BusinessContext> resolve(ServerHttpRequest request) {
		return first((resolver) -> resolver.resolve(request));
	}

	@Override
	public Mono<BusinessContext> resolve(ServerWebExchange exchange, Principal principal) {
		return first((resolver) -> resolver.resolve(exchange, principal));
	}

	private Mono<BusinessContext> first(Function<ReactiveContextResolver, Mono<BusinessContext>> question) {
		return Flux.fromIterable(this.resolvers).concatMap((resolver) -> ask(resolver, question)).next();
	}

	private Mono<BusinessContext> ask(ReactiveContextResolver resolver,
			Function<ReactiveContextResolver, Mono<BusinessContext>> question) {
		return Mono.defer(() -> question.apply(resolver)).onErrorResume((ex) -> {
			this.barrier.report(resolver, ex);
			return Mono.empty();
		});
	}

}

package io.contexttrace.carrier.webflux;

import java.security.Principal;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.FaultBarrier;
import io.contexttrace.UserPseudonyms;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Completes the context once the principal is known, which is behind Spring Security's
 * filter: asks the {@link ReactiveContextResolver} again, and adds the user's pseudonym
 * where the context has none. Safe for use by several threads.
 */
public final class PrincipalWebFilter implements WebFilter, Ordered {

	/**
	 * The order of the filter, one behind that of Spring Security's.
	 */
	public static final int ORDER = -99;

	private final CurrentContext contexts;

	private final RequestReader reader;

	private final @Nullable UserPseudonyms pseudonyms;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create a filter.
	 * @param contexts binds the completed context
	 * @param reader asks the application for the context
	 * @param pseudonyms makes the user's pseudonym, or {@code null} to add none
	 */
	public PrincipalWebFilter(CurrentContext contexts, RequestReader reader, @Nullable UserPseudonyms pseudonyms) {
		this.contexts = contexts;
		this.reader = reader;
		this.pseudonyms = pseudonyms;
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return Mono.deferContextual((reactor) -> {
			ReactiveRequest request = ReactiveRequest.of(reactor);
			return (request != null) ? filter(exchange, chain, request) : chain.filter(exchange);
		});
	}

	private Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain, ReactiveRequest request) {
		return completed(exchange, request.latest()).defaultIfEmpty(request.latest()).flatMap((snapshot) -> {
			ContextHttpHandler.answer(exchange.getResponse(), snapshot, this.reader.idHeader());
			return request.under(snapshot, chain.filter(exchange));
		});
	}

	private Mono<ContextSnapshot> completed(ServerWebExchange exchange, ContextSnapshot held) {
		BusinessContext context = held.context();
		if (context == null) {
			return Mono.empty();
		}
		return exchange.getPrincipal()
			.flatMap((principal) -> completed(exchange, principal, context))
			.map((completed) -> this.contexts.withContext(held, completed, held.trace()))
			.onErrorResume((ex) -> {
				this.barrier.report(this, ex);
				return Mono.empty();
			});
	}

	private Mono<BusinessContext> completed(ServerWebExchange exchange, Principal principal, BusinessContext context) {
		return this.reader.resolve(exchange, principal)
			.defaultIfEmpty(context)
			.map((found) -> (this.pseudonyms != null && principal.getName() != null)
					? this.pseudonyms.addMissing(found, principal.getName()) : found);
	}

}

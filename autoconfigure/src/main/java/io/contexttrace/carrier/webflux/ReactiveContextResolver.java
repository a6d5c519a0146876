package io.contexttrace.carrier.webflux;

import java.security.Principal;
import java.util.List;

import io.contexttrace.BusinessContext;
import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * Finds the context of a request to a reactive server in what the application knows: its
 * path, a header, its session, its principal. What it finds comes before the context
 * headers.
 * <p>
 * It is asked when the request arrives, and again when the principal is known; what it
 * finds then takes the place of what was bound before, for the rest of the request.
 * Implementations do not block and are safe for use by several threads; one that fails
 * has found nothing.
 */
@FunctionalInterface
public interface ReactiveContextResolver {

	/**
	 * Find the context of a request that has just arrived.
	 * @param request the request, whose body must not be read
	 * @return the context, or empty to go by the headers
	 */
	Mono<BusinessContext> resolve(ServerHttpRequest request);

	/**
	 * Find the context of a request whose principal is known. Here the session can be
	 * asked, too. Unless it is overridden, this looks at the request alone.
	 * @param exchange the exchange, whose body must not be read
	 * @param principal the principal
	 * @return the context, or empty to keep what was found when the request arrived
	 */
	default Mono<BusinessContext> resolve(ServerWebExchange exchange, Principal principal) {
		return resolve(exchange.getRequest());
	}

	/**
	 * One resolver out of several: the first that finds a context is believed. A resolver
	 * that fails is reported in the log once, and the next is asked.
	 * @param resolvers the resolvers, asked in this order
	 * @return the combined resolver
	 */
	static ReactiveContextResolver firstOf(List<ReactiveContextResolver> resolvers) {
		return new FirstContextResolver(resolvers);
	}

}

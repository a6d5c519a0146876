package io.contexttrace.carrier.webflux;

import java.security.Principal;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.header.HeaderGetter;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.propagation.ServedRequest;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * Finds the context of a request: what the application resolves, else what the headers
 * say, else a new one. Safe for use by several threads.
 */
public final class RequestReader {

	private static final HeaderGetter<HttpHeaders> HEADERS = new ReceivedHttpHeaders();

	private final ReactiveContextResolver resolver;

	private final ContextReceiver receiver;

	private final HeaderNames names;

	/**
	 * Create a reader.
	 * @param resolver asks the application; one that does not fail
	 * @param receiver reads the headers, and makes a context where none came
	 * @param names what the context headers are called
	 */
	public RequestReader(ReactiveContextResolver resolver, ContextReceiver receiver, HeaderNames names) {
		this.resolver = resolver;
		this.receiver = receiver;
		this.names = names;
	}

	Mono<ContextSnapshot> read(ServerHttpRequest request) {
		return this.resolver.resolve(request)
			.singleOptional()
			.map((known) -> this.receiver.receive(known.orElse(null), request.getHeaders(), HEADERS, ServedRequest.NAME)
				.withServedPath(request.getPath().pathWithinApplication().value()));
	}

	Mono<BusinessContext> resolve(ServerWebExchange exchange, Principal principal) {
		return this.resolver.resolve(exchange, principal);
	}

	String idHeader() {
		return this.names.id();
	}

}

package io.contexttrace.carrier.webflux;

import java.util.List;

import io.contexttrace.ContextListener;
import io.contexttrace.propagation.PathExclusions;

import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;

/**
 * Binds the context of each request around the whole handling of it. This is outside of
 * the server's observation, which a filter is not, so that samplers, observation filters
 * and the server's span see the context. Safe for use by several threads.
 */
public final class ContextHttpHandlers implements HttpHandlerDecoratorFactory, Ordered {

	private final RequestReader reader;

	private final ContextListener listener;

	private final PathExclusions excluded;

	/**
	 * Create an instance.
	 * @param reader finds the context of a request
	 * @param listener is told when a request has ended
	 * @param excluded requests that are let through untouched
	 */
	public ContextHttpHandlers(RequestReader reader, ContextListener listener, PathExclusions excluded) {
		this.reader = reader;
		this.listener = ContextListener.all(List.of(listener));
		this.excluded = excluded;
	}

	@Override
	public HttpHandler apply(HttpHandler handler) {
		ContextHttpHandler bound = new ContextHttpHandler(handler, this.reader, this.listener);
		return (request, response) -> this.excluded.matches(request.getPath().pathWithinApplication())
				? handler.handle(request, response) : bound.handle(request, response);
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}

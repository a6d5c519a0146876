package io.contexttrace.carrier.webflux;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.propagation.ContextThreadLocalAccessor;
import io.contexttrace.propagation.ServedRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.handler.ExceptionHandlingWebHandler;

/**
 * One request on its way through the application. It travels in Reactor's context beside
 * what the work holds at the moment, and remembers what it held last: an error comes back
 * to where less was known.
 */
final class ReactiveRequest {

	private static final int OK = 200;

	private static final int SERVER_ERROR = 500;

	private final ServedRequest step;

	private volatile ContextSnapshot latest;

	private volatile @Nullable ServerWebExchange exchange;

	ReactiveRequest(ServedRequest step, ContextSnapshot snapshot) {
		this.step = step;
		this.latest = snapshot;
	}

	static @Nullable ReactiveRequest of(ContextView context) {
		return context.getOrDefault(ReactiveRequest.class, null);
	}

	ContextSnapshot latest() {
		return this.latest;
	}

	void reached(ServerWebExchange exchange) {
		this.exchange = exchange;
	}

	<T> Mono<T> under(ContextSnapshot snapshot, Mono<T> work) {
		this.latest = snapshot;
		return work.contextWrite((context) -> bound(context, snapshot));
	}

	private Context bound(Context context, ContextSnapshot snapshot) {
		return context.put(ContextThreadLocalAccessor.KEY, snapshot).put(ReactiveRequest.class, this);
	}

	void ended(ServerHttpResponse response) {
		if (isAborted()) {
			cancelled();
			return;
		}
		HttpStatusCode status = response.getStatusCode();
		int code = (status != null) ? status.value() : OK;
		Throwable handled = (code >= SERVER_ERROR) ? handled() : null;
		if (handled != null) {
			this.step.failed(handled);
		}
		this.step.ended(this.latest.context(), code);
	}

	void failed(Throwable failure, ServerHttpResponse response) {
		this.step.failed(failure);
		ended(response);
	}

	void cancelled() {
		this.step.cancelled(this.latest.context());
	}

	// where the client has gone, the framework lets the request end as if all were well
	private boolean isAborted() {
		ServerWebExchange reached = this.exchange;
		return reached != null && ServerRequestObservationContext.findCurrent(reached.getAttributes())
			.filter(ServerRequestObservationContext::isConnectionAborted)
			.isPresent();
	}

	private @Nullable Throwable handled() {
		ServerWebExchange reached = this.exchange;
		return (reached != null)
				? (Throwable) reached.getAttributes().get(ExceptionHandlingWebHandler.HANDLED_WEB_EXCEPTION) : null;
	}

}

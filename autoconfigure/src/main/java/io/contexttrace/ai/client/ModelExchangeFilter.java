package io.contexttrace.ai.client;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.ai.HttpAttempts;
import io.contexttrace.ai.ModelCall;
import io.contexttrace.ai.ModelCalls;
import io.contexttrace.propagation.ContextThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Tells a call to a model of the requests that it makes with a
 * {@link org.springframework.web.reactive.function.client.WebClient}: those that are
 * subscribed to while Reactor's context or the thread holds the call's request id. Safe
 * for use by several threads.
 */
public final class ModelExchangeFilter implements ExchangeFilterFunction {

	private final ModelCalls calls;

	/**
	 * Create a filter.
	 * @param calls finds the call that a request belongs to
	 */
	public ModelExchangeFilter(ModelCalls calls) {
		this.calls = calls;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return Mono.deferContextual((context) -> {
			ModelCall call = this.calls.find(snapshot(context).requestId());
			return (call != null) ? exchange(request, next, call.attempts()) : next.exchange(request);
		});
	}

	private static Mono<ClientResponse> exchange(ClientRequest request, ExchangeFunction next, HttpAttempts attempts) {
		attempts.requested();
		return next.exchange(request)
			.doOnSuccess((response) -> answered(attempts, response))
			.doOnError(attempts::failed);
	}

	private static void answered(HttpAttempts attempts, @Nullable ClientResponse response) {
		if (response != null) {
			attempts.answered(response.statusCode().value(), response.headers().asHttpHeaders()::getFirst);
		}
	}

	private static ContextSnapshot snapshot(ContextView context) {
		Object held = context.getOrDefault(ContextThreadLocalAccessor.KEY, null);
		return (held instanceof ContextSnapshot snapshot) ? snapshot : CurrentContext.capture();
	}

}

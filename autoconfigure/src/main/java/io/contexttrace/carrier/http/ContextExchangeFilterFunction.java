package io.contexttrace.carrier.http;

import java.util.List;

import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.propagation.ContextThreadLocalAccessor;
import io.contexttrace.propagation.WorkTracing;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Sends a context along with the requests of a
 * {@link org.springframework.web.reactive.function.client.WebClient}. Boot's builders
 * have this filter already; who builds a client by hand adds it.
 * <p>
 * The context is taken when the request is subscribed to: from Reactor's context, where
 * {@link ContextThreadLocalAccessor#KEY} holds a {@link ContextSnapshot}, else from the
 * subscribing thread. A host that may not see the context gets neither context headers
 * nor baggage. A context header that the caller set stays. The listener is told of each
 * request under a context as a step that lasts until the head of the response is there;
 * it has failed if the exchange did or the status is 500 or more, and it is cancelled if
 * the subscriber goes before that. Safe for use by several threads.
 */
public final class ContextExchangeFilterFunction implements ExchangeFilterFunction {

	private final RequestPreparation preparation;

	private final ContextListener listener;

	/**
	 * Create a filter.
	 * @param headers writes what a host may see
	 * @param listener is told of each request under a context
	 */
	public ContextExchangeFilterFunction(OutgoingHeaders headers, ContextListener listener) {
		this.preparation = new RequestPreparation(headers, WorkTracing.none());
		this.listener = ContextListener.all(List.of(listener));
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return Mono.deferContextual((context) -> {
			ContextSnapshot snapshot = snapshot(context);
			ClientExchange step = new ClientExchange(snapshot.context(), this.listener);
			return next.exchange(withHeaders(request, snapshot))
				.doOnSuccess((response) -> answered(step, response))
				.doOnError(step::failed)
				.doOnCancel(step::cancelled);
		});
	}

	private ClientRequest withHeaders(ClientRequest request, ContextSnapshot snapshot) {
		return ClientRequest.from(request)
			.headers((headers) -> this.preparation.prepare(snapshot, request.url(), new SpringHeaders(headers)))
			.build();
	}

	private static ContextSnapshot snapshot(ContextView context) {
		Object held = context.getOrDefault(ContextThreadLocalAccessor.KEY, null);
		return (held instanceof ContextSnapshot snapshot) ? snapshot : CurrentContext.capture();
	}

	private static void answered(ClientExchange step, @Nullable ClientResponse response) {
		if (response != null) {
			step.answered(response.statusCode().value());
		}
	}

}

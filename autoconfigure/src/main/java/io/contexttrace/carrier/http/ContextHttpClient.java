package io.contexttrace.carrier.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.FaultBarrier;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.propagation.WorkTracing;
import org.jspecify.annotations.Nullable;

/**
 * A client of the JDK that sends the calling thread's context and the ids of its span
 * along with each request.
 * <p>
 * A host that may not see the context gets neither context headers nor baggage. A header
 * that the caller set stays. Handlers of bodies and of push promises run under the
 * context; what is done with the future of {@code sendAsync} afterwards does not. The
 * listener is told of each request under a context as a step that lasts until the
 * response is there. A WebSocket is left alone. Closing this client, with a JDK that has
 * clients to be closed, closes the wrapped one. Safe for use by several threads.
 */
public final class ContextHttpClient extends DelegatingHttpClient {

	private final HttpClient client;

	private final RequestPreparation preparation;

	private final ContextListener listener;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Wrap a client.
	 * @param client sends the requests
	 * @param headers writes what a host may see
	 * @param tracing writes the trace's ids, where a request has none yet
	 * @param listener is told of each request under a context
	 */
	public ContextHttpClient(HttpClient client, OutgoingHeaders headers, WorkTracing tracing,
			ContextListener listener) {
		super(client);
		this.client = client;
		this.preparation = new RequestPreparation(headers, tracing);
		this.listener = ContextListener.all(List.of(listener));
	}

	@Override
	public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
			throws IOException, InterruptedException {
		ContextSnapshot snapshot = CurrentContext.capture();
		ClientExchange step = new ClientExchange(snapshot.context(), this.listener);
		try {
			HttpResponse<T> response = this.client.send(prepared(request, snapshot), under(snapshot, handler));
			step.answered(response.statusCode());
			return response;
		}
		catch (IOException | InterruptedException | RuntimeException | Error ex) {
			step.failed(ex);
			throw ex;
		}
	}

	@Override
	public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
		return sendAsync(request, handler, null);
	}

	@Override
	public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler,
			HttpResponse.@Nullable PushPromiseHandler<T> pushed) {
		ContextSnapshot snapshot = CurrentContext.capture();
		ClientExchange step = new ClientExchange(snapshot.context(), this.listener);
		HttpResponse.PushPromiseHandler<T> promises = (pushed != null) ? under(snapshot, pushed) : null;
		try {
			return this.client.sendAsync(prepared(request, snapshot), under(snapshot, handler), promises)
				.whenComplete((response, failure) -> ended(step, response, failure));
		}
		catch (RuntimeException | Error ex) {
			step.failed(ex);
			throw ex;
		}
	}

	private HttpRequest prepared(HttpRequest request, ContextSnapshot snapshot) {
		AtomicReference<HttpRequest> prepared = new AtomicReference<>(request);
		this.barrier.run(this, () -> {
			JdkRequestHeaders headers = new JdkRequestHeaders(request);
			this.preparation.prepare(snapshot, request.uri(), headers);
			prepared.set(headers.copy());
		});
		return prepared.get();
	}

	private static <T> HttpResponse.BodyHandler<T> under(ContextSnapshot snapshot,
			HttpResponse.BodyHandler<T> handler) {
		return (info) -> {
			try (CurrentContext.Scope scope = snapshot.open()) {
				return handler.apply(info);
			}
		};
	}

	private static <T> HttpResponse.PushPromiseHandler<T> under(ContextSnapshot snapshot,
			HttpResponse.PushPromiseHandler<T> handler) {
		return (initiating, pushed, acceptor) -> {
			try (CurrentContext.Scope scope = snapshot.open()) {
				handler.applyPushPromise(initiating, pushed, acceptor);
			}
		};
	}

	private static void ended(ClientExchange step, @Nullable HttpResponse<?> response, @Nullable Throwable failure) {
		if (response != null) {
			step.answered(response.statusCode());
		}
		else if (failure != null) {
			step.failedAsynchronously(failure);
		}
	}

	/**
	 * Close the wrapped client, if the JDK's clients can be closed, which is since JDK
	 * 21.
	 */
	public void close() {
		if ((Object) this.client instanceof AutoCloseable closeable) {
			close(closeable);
		}
	}

	private static void close(AutoCloseable client) {
		try {
			client.close();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}

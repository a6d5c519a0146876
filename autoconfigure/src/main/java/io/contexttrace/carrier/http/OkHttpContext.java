package io.contexttrace.carrier.http;

import java.util.List;
import java.util.function.Supplier;

import io.contexttrace.ContextListener;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.propagation.WorkTracing;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Lets clients of OkHttp carry the context: the one call that is needed where an
 * application makes such a client itself.
 * <p>
 * A host that may not see the context gets neither context headers nor baggage, also when
 * the client is redirected to it. A header that the caller set stays. The listener is
 * told of each request under a context as a step that lasts until the head of the
 * response is there. Safe for use by several threads.
 */
public final class OkHttpContext {

	private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().build();

	private final RequestPreparation preparation;

	private final ContextListener listener;

	private final Supplier<@Nullable Interceptor> observation;

	/**
	 * Create an instance.
	 * @param headers writes what a host may see
	 * @param tracing writes the trace's ids, where a request has none yet
	 * @param listener is told of each request under a context
	 * @param observation makes an interceptor that observes requests, or gives
	 * {@code null} if nobody does
	 */
	public OkHttpContext(OutgoingHeaders headers, WorkTracing tracing, ContextListener listener,
			Supplier<@Nullable Interceptor> observation) {
		this.preparation = new RequestPreparation(headers, tracing);
		this.listener = ContextListener.all(List.of(listener));
		this.observation = observation;
	}

	/**
	 * Let the clients of a builder carry the context.
	 * @param builder the builder; interceptors that it has already come first
	 * @return the builder
	 */
	public OkHttpClient.Builder instrument(OkHttpClient.Builder builder) {
		builder.addInterceptor(new OkHttpStepInterceptor(this.listener));
		Interceptor observing = this.observation.get();
		if (observing != null) {
			builder.addInterceptor(observing);
		}
		return builder.addNetworkInterceptor(new OkHttpHeaderInterceptor(this.preparation));
	}

	/**
	 * Make calls that take along what the thread holds that makes them. Calls that are
	 * enqueued need it: they run on a thread of the dispatcher, which holds nothing.
	 * @param client an instrumented client
	 * @return a factory of such calls
	 */
	public Call.Factory calls(OkHttpClient client) {
		return (request) -> client
			.newCall(request.newBuilder().tag(ContextSnapshot.class, this.snapshots.captureAll()).build());
	}

}

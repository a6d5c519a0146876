package io.contexttrace.ai.okhttp;

import java.util.List;
import java.util.function.Supplier;

import io.contexttrace.ai.ModelCalls;
import io.contexttrace.header.OutgoingHeaders;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpObservationInterceptor;
import io.micrometer.observation.ObservationRegistry;
import okhttp3.Interceptor;

/**
 * What the OkHttp client inside a vendor's SDK needs to carry the context and its trace.
 * A client's own observation starts before any other interceptor runs, on a thread that
 * may know nothing of the call, and so it is to be replaced by the one from here, which
 * starts once the context has been restored. Safe for use by several threads.
 */
public final class ModelHttpHooks {

	private static final String OBSERVATION_NAME = "okhttp.requests";

	private final ModelCalls calls;

	private final OutgoingHeaders headers;

	private final Supplier<ObservationRegistry> registry;

	/**
	 * Create an instance.
	 * @param calls finds the call that a request belongs to
	 * @param headers decides and writes what a host may see
	 * @param registry gives the registry that observes the requests
	 */
	public ModelHttpHooks(ModelCalls calls, OutgoingHeaders headers, Supplier<ObservationRegistry> registry) {
		this.calls = calls;
		this.headers = headers;
		this.registry = registry;
	}

	/**
	 * Make the interceptors for one client.
	 * @param requests what the vendor's requests look like
	 * @return the interceptors, in the order in which the client must have them
	 */
	public List<Interceptor> interceptors(ModelRequests requests) {
		return List.of(new ModelRequestInterceptor(this.calls, this.headers, requests),
				OkHttpObservationInterceptor.builder(this.registry.get(), OBSERVATION_NAME).build(),
				new BaggageRemovingInterceptor(this.headers));
	}

}

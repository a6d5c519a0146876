package io.contexttrace.ai.openai;

import java.util.function.Supplier;

import io.contexttrace.header.OutgoingHeaders;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpObservationInterceptor;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.ai.openai.http.okhttp.OpenAiHttpClientBuilderCustomizer;
import org.springframework.ai.openai.http.okhttp.SpringAiOpenAiHttpClient;

/**
 * Hooks into the HTTP client of Spring AI's OpenAI module. The client's own observation
 * starts before any other interceptor runs, on a thread that knows nothing of the call,
 * and so it is replaced by one that starts once the context has been restored.
 */
public final class OpenAiContextCustomizer implements OpenAiHttpClientBuilderCustomizer {

	private static final String OBSERVATION_NAME = "okhttp.requests";

	private final OpenAiContextInterceptor interceptor;

	private final OpenAiRequestMarker marker;

	private final OutgoingHeaders headers;

	private final Supplier<ObservationRegistry> registry;

	/**
	 * Create a customizer.
	 * @param interceptor restores the context
	 * @param marker is told that its marks will be taken off
	 * @param headers takes baggage off where the host must not see it
	 * @param registry gives the registry that observes the requests
	 */
	public OpenAiContextCustomizer(OpenAiContextInterceptor interceptor, OpenAiRequestMarker marker,
			OutgoingHeaders headers, Supplier<ObservationRegistry> registry) {
		this.interceptor = interceptor;
		this.marker = marker;
		this.headers = headers;
		this.registry = registry;
	}

	@Override
	public void customize(SpringAiOpenAiHttpClient.Builder builder) {
		builder.observationRegistry(ObservationRegistry.NOOP);
		builder.interceptor(this.interceptor);
		builder.interceptor(OkHttpObservationInterceptor.builder(this.registry.get(), OBSERVATION_NAME).build());
		builder.interceptor(new BaggageRemovingInterceptor(this.headers));
		this.marker.activate();
	}

}

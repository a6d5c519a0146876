package io.contexttrace.ai.openai;

import io.contexttrace.ai.okhttp.ModelHttpHooks;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.ai.openai.http.okhttp.OpenAiHttpClientBuilderCustomizer;
import org.springframework.ai.openai.http.okhttp.SpringAiOpenAiHttpClient;

/**
 * Hooks into the HTTP client of Spring AI's OpenAI module. The client's own observation
 * is replaced by one that starts once the context has been restored.
 */
public final class OpenAiContextCustomizer implements OpenAiHttpClientBuilderCustomizer {

	private final ModelHttpHooks hooks;

	private final OpenAiRequestMarker marker;

	/**
	 * Create a customizer.
	 * @param hooks makes the interceptors
	 * @param marker is told that its marks will be taken off
	 */
	public OpenAiContextCustomizer(ModelHttpHooks hooks, OpenAiRequestMarker marker) {
		this.hooks = hooks;
		this.marker = marker;
	}

	@Override
	public void customize(SpringAiOpenAiHttpClient.Builder builder) {
		builder.observationRegistry(ObservationRegistry.NOOP);
		this.hooks.interceptors(new OpenAiRequests()).forEach(builder::interceptor);
		this.marker.activate();
	}

}

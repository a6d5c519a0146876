package io.contexttrace.ai.anthropic;

import io.contexttrace.ai.okhttp.ModelHttpHooks;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.ai.anthropic.http.okhttp.AnthropicHttpClientBuilderCustomizer;
import org.springframework.ai.anthropic.http.okhttp.SpringAiAnthropicHttpClient;

/**
 * Hooks into the HTTP client of Spring AI's Anthropic module. The client's own
 * observation is replaced by one that starts once the context has been restored.
 */
public final class AnthropicContextCustomizer implements AnthropicHttpClientBuilderCustomizer {

	private final ModelHttpHooks hooks;

	private final AnthropicRequestMarker marker;

	/**
	 * Create a customizer.
	 * @param hooks makes the interceptors
	 * @param marker is told that its marks will be taken off
	 */
	public AnthropicContextCustomizer(ModelHttpHooks hooks, AnthropicRequestMarker marker) {
		this.hooks = hooks;
		this.marker = marker;
	}

	@Override
	public void customize(SpringAiAnthropicHttpClient.Builder builder) {
		builder.observationRegistry(ObservationRegistry.NOOP);
		this.hooks.interceptors(new AnthropicRequests()).forEach(builder::interceptor);
		this.marker.activate();
	}

}

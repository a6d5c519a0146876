package io.contexttrace.hop.providers;

import java.util.List;
import java.util.Set;

import com.google.genai.Client;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import io.contexttrace.carrier.http.OkHttpContext;
import okhttp3.OkHttpClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Google GenAI, whose client is given an OkHttp client that carries the context.
 */
class GoogleGenAiHopTests extends ProviderHopTests {

	GoogleGenAiHopTests() {
		super(new Provider("google-genai", "gcp.gen_ai", "gemini-answering", GoogleApplication.class,
				new GoogleFormat(),
				List.of("google.url=%s", "spring.ai.google.genai.api-key=none", "spring.ai.retry.max-attempts=1"),
				Set.of("call", "stream", "model-call", "model-stream"), Set.of()));
	}

	/**
	 * A refused stream of a model that is asked without a client has no record, because
	 * Spring AI does not end its observation.
	 */
	@Override
	@ParameterizedTest
	@ValueSource(strings = { "call", "stream", "model-call" })
	void recordsRefusals(String path) {
		super.recordsRefusals(path);
	}

	/**
	 * Not a test here: the client reads on the subscriber's thread, which cannot leave
	 * before the next chunk.
	 */
	@Override
	void recordsAStreamThatIsLeft(String path) {
	}

	/**
	 * The application, with the client that the documentation shows.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class GoogleApplication {

		@Bean
		Client googleGenAiClient(OkHttpContext context, @Value("${google.url}") String url) {
			OkHttpClient http = context.instrument(new OkHttpClient.Builder()).build();
			return Client.builder()
				.apiKey("none")
				.httpOptions(HttpOptions.builder()
					.baseUrl(url)
					.retryOptions(HttpRetryOptions.builder().attempts(1).build())
					.build())
				.clientOptions(ClientOptions.builder().customHttpClient(http).build())
				.build();
		}

	}

}

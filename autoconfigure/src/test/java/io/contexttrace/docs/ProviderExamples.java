package io.contexttrace.docs;

import com.google.genai.Client;
import com.google.genai.types.ClientOptions;
import io.contexttrace.carrier.http.OkHttpContext;
import okhttp3.OkHttpClient;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The examples of {@code docs/providers.md}.
 */
final class ProviderExamples {

	private ProviderExamples() {
	}

	@Configuration(proxyBeanMethods = false)
	static class Google {

		@Bean
		Client googleGenAiClient(OkHttpContext context) {
			OkHttpClient http = context.instrument(new OkHttpClient.Builder()).build();
			return Client.builder()
				.apiKey(System.getenv("GOOGLE_API_KEY"))
				.clientOptions(ClientOptions.builder().customHttpClient(http).build())
				.build();
		}

	}

}

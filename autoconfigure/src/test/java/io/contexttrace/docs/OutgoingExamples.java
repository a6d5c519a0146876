package io.contexttrace.docs;

import java.net.http.HttpClient;
import java.time.Duration;

import io.contexttrace.ai.ModelCallAdvisor;
import io.contexttrace.ai.UserCallAdvisor;
import io.contexttrace.ai.openai.OpenAiContextCustomizer;
import io.contexttrace.carrier.http.ContextClientHttpRequestInterceptor;
import io.contexttrace.carrier.http.ContextExchangeFilterFunction;
import io.contexttrace.carrier.http.ContextHttpClients;
import io.contexttrace.carrier.http.OkHttpContext;
import io.micrometer.observation.ObservationRegistry;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The examples of {@code docs/outgoing.md}.
 */
final class OutgoingExamples {

	private OutgoingExamples() {
	}

	static RestClient crm(ContextClientHttpRequestInterceptor interceptor) {
		return RestClient.builder().baseUrl("https://crm.example.com").requestInterceptor(interceptor).build();
	}

	static WebClient stock(ContextExchangeFilterFunction filter) {
		return WebClient.builder().baseUrl("https://stock.example.com").filter(filter).build();
	}

	static HttpClient maps(ContextHttpClients clients) {
		return clients.wrap(HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build());
	}

	static OkHttpClient shipping(OkHttpContext context) {
		return context.instrument(new OkHttpClient.Builder()).build();
	}

	static void track(OkHttpClient shipping, OkHttpContext context, Request request, Callback callback) {
		context.calls(shipping).newCall(request).enqueue(callback);
	}

	@Configuration(proxyBeanMethods = false)
	static class SecondModel {

		@Bean
		OpenAiChatModel draftModel(OpenAiContextCustomizer customizer, ObservationRegistry registry) {
			return OpenAiChatModel.builder()
				.options(OpenAiChatOptions.builder()
					.baseUrl("https://models.example.com/v1")
					.apiKey(System.getenv("DRAFT_KEY"))
					.model("draft")
					.build())
				.httpClientBuilderCustomizer(customizer)
				.observationRegistry(registry)
				.build();
		}

		@Bean
		ChatClient draftClient(OpenAiChatModel draftModel, ObservationRegistry registry, UserCallAdvisor userCall,
				ModelCallAdvisor modelCall) {
			return ChatClient.builder(draftModel, registry, null, null).defaultAdvisors(userCall, modelCall).build();
		}

	}

}

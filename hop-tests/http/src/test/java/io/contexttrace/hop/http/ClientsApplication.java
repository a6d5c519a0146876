package io.contexttrace.hop.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.contexttrace.ContextListener;
import io.contexttrace.Step;
import io.contexttrace.carrier.http.ContextHttpClients;
import io.contexttrace.carrier.http.OkHttpContext;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.RequestEntity;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.registry.HttpServiceGroup;
import org.springframework.web.service.registry.ImportHttpServices;

/**
 * An application with a client of each kind, each made as users make it.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@ImportHttpServices(group = "stock", types = StockService.class)
@ImportHttpServices(group = "prices", types = PriceService.class, clientType = HttpServiceGroup.ClientType.WEB_CLIENT)
class ClientsApplication {

	@Bean
	Client restClient(RestClient.Builder builder) {
		RestClient client = builder.build();
		return (uri, headers) -> client.get()
			.uri(uri)
			.headers((target) -> headers.forEach(target::set))
			.retrieve()
			.toBodilessEntity();
	}

	@Bean
	Client webClient(WebClient.Builder builder) {
		WebClient client = builder.build();
		return (uri, headers) -> client.get()
			.uri(uri)
			.headers((target) -> headers.forEach(target::set))
			.retrieve()
			.toBodilessEntity()
			.block();
	}

	@Bean
	Client builtRestTemplate(RestTemplateBuilder builder) {
		return client(builder.build());
	}

	@Bean
	RestTemplate templateByHand() {
		return new RestTemplate();
	}

	@Bean
	Client ownRestTemplate(RestTemplate template) {
		return client(template);
	}

	private static Client client(RestTemplate template) {
		return (uri, headers) -> {
			HttpHeaders all = new HttpHeaders();
			headers.forEach(all::set);
			template.exchange(new RequestEntity<>(all, HttpMethod.GET, uri), Void.class);
		};
	}

	@Bean
	Client restInterface(StockService service) {
		return service::get;
	}

	@Bean
	Client webInterface(PriceService service) {
		return service::get;
	}

	@Bean
	HttpClient jdkClient(ContextHttpClients clients) {
		return clients.wrap(HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build());
	}

	@Bean
	Client jdkSend(HttpClient jdkClient) {
		return (uri, headers) -> jdkClient.send(request(uri, headers), HttpResponse.BodyHandlers.discarding());
	}

	@Bean
	Client jdkSendAsync(HttpClient jdkClient) {
		return (uri, headers) -> jdkClient.sendAsync(request(uri, headers), HttpResponse.BodyHandlers.discarding())
			.get();
	}

	private static HttpRequest request(URI uri, Map<String, String> headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri);
		headers.forEach(request::header);
		return request.build();
	}

	@Bean
	OkHttpClient okHttpClient(OkHttpContext context) {
		return context.instrument(new OkHttpClient.Builder()).build();
	}

	@Bean
	Client okHttpExecute(OkHttpClient client) {
		return (uri, headers) -> client.newCall(okHttpRequest(uri, headers)).execute().close();
	}

	@Bean
	Client okHttpEnqueue(OkHttpClient client, OkHttpContext context) {
		Call.Factory calls = context.calls(client);
		return (uri, headers) -> {
			CompletableFuture<Response> answer = new CompletableFuture<>();
			calls.newCall(okHttpRequest(uri, headers)).enqueue(new Callback() {

				@Override
				public void onFailure(Call call, IOException ex) {
					answer.completeExceptionally(ex);
				}

				@Override
				public void onResponse(Call call, Response response) {
					answer.complete(response);
				}

			});
			answer.get().close();
		};
	}

	private static Request okHttpRequest(URI uri, Map<String, String> headers) {
		return new Request.Builder().url(uri.toString()).headers(Headers.of(headers)).build();
	}

	@Bean
	Steps steps() {
		return new Steps();
	}

	/**
	 * The steps that have ended.
	 */
	static final class Steps implements ContextListener {

		private final List<Step> finished = new CopyOnWriteArrayList<>();

		@Override
		public void finished(Step step) {
			this.finished.add(step);
		}

		List<Step> under(String contextId) {
			return this.finished.stream().filter((step) -> step.context().id().value().equals(contextId)).toList();
		}

	}

}

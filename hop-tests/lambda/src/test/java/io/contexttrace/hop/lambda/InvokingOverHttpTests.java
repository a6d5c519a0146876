package io.contexttrace.hop.lambda;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

import io.contexttrace.carrier.http.ContextHttpClients;
import io.contexttrace.carrier.http.OkHttpContext;
import io.contexttrace.hop.HopApplication;
import io.contexttrace.hop.lambda.InvokingApplication.Heard;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Functions that are invoked over plain HTTP, as with a local stack or Lambda's runtime
 * interface emulator.
 */
class InvokingOverHttpTests {

	private static final FunctionEndpoint ENDPOINT = new FunctionEndpoint();

	private static HopApplication app;

	@BeforeAll
	static void start() {
		app = HopApplication.start(InvokingApplication.class, "context-trace.outgoing.deny=localhost");
	}

	@AfterAll
	static void stop() {
		app.close();
		ENDPOINT.close();
	}

	@AfterEach
	void threadsAreClean() {
		app.assertThreadsAreClean();
		app.bean(Heard.class).takeSkipped();
	}

	@ParameterizedTest
	@EnumSource
	void theFunctionSeesContextAndTrace(Client client) {
		app.under("http", () -> client.post(app, url(client.name()), Map.of()));
		ReceivedInvocation invocation = ENDPOINT.invocation(client.name());
		assertThat(invocation.custom("context_id")).isEqualTo("http");
		assertThat(invocation.custom("context_kind")).isEqualTo("session");
		assertThat(invocation.all("X-Context-Id")).containsExactly("http");
		assertThat(invocation.custom("trace_id")).isEqualTo(invocation.header("X-Amzn-Trace-Id"));
	}

	@ParameterizedTest
	@EnumSource(names = { "REST_CLIENT", "REST_TEMPLATE", "WEB_CLIENT" })
	void theTraceIsThatOfTheClientsSpan(Client client) {
		String function = "spanned-" + client.name();
		app.under("http", () -> client.post(app, url(function), Map.of()));
		ReceivedInvocation invocation = ENDPOINT.invocation(function);
		assertThat(invocation.header("X-Amzn-Trace-Id")).isEqualTo(xray(invocation.header("traceparent")));
	}

	@ParameterizedTest
	@EnumSource
	void whatTheCallerPutThereStays(Client client) {
		String function = "merged-" + client.name();
		String own = "{\"custom\":{ \"trace_id\":\"mine\" },\"env\":{}}";
		app.under("http", () -> client.post(app, url(function),
				Map.of("X-Amz-Client-Context", LambdaClients.encode(own), "X-Amz-Invocation-Type", "RequestResponse")));
		ReceivedInvocation invocation = ENDPOINT.invocation(function);
		assertThat(invocation.all("X-Amz-Client-Context")).hasSize(1);
		assertThat(invocation.clientContext()).isEqualTo(
				"{\"custom\":{ \"trace_id\":\"mine\" ,\"context_id\":\"http\",\"context_kind\":\"session\"},\"env\":{}}");
	}

	@Test
	void anEventGetsTheHeaderAlone() {
		app.under("http", () -> Client.REST_CLIENT.post(app, url("event"), Map.of("X-Amz-Invocation-Type", "Event")));
		assertThat(ENDPOINT.invocation("event").header("X-Amzn-Trace-Id")).startsWith("Root=1-");
		assertThat(ENDPOINT.invocation("event").header("X-Amz-Client-Context")).isNull();
		assertThat(app.bean(Heard.class).takeSkipped()).containsExactly("lambda.client asynchronous");
	}

	@Test
	void aDryRunGetsNothing() {
		app.under("http", () -> Client.WEB_CLIENT.post(app, url("dry"), Map.of("X-Amz-Invocation-Type", "DryRun")));
		assertThat(ENDPOINT.invocation("dry").header("X-Amz-Client-Context")).isNull();
	}

	@Test
	void aSignedRequestIsNotChanged() {
		app.under("http", () -> Client.JDK.post(app, url("signed"),
				Map.of("Authorization", "AWS4-HMAC-SHA256 Credential=key/20260101/eu-west-1/lambda/aws4_request")));
		assertThat(ENDPOINT.invocation("signed").header("X-Amz-Client-Context")).isNull();
		assertThat(app.bean(Heard.class).takeSkipped()).containsExactly("lambda.client signed");
	}

	@Test
	void aDeniedHostGetsNothing() {
		app.under("http", () -> Client.REST_CLIENT.post(app,
				ENDPOINT.deniedUrl().resolve(FunctionEndpoint.path("denied")), Map.of()));
		assertThat(ENDPOINT.invocation("denied").header("X-Amz-Client-Context")).isNull();
		assertThat(ENDPOINT.invocation("denied").header("X-Amzn-Trace-Id")).isNull();
		assertThat(app.bean(Heard.class).takeSkipped()).containsExactly("lambda.client host");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/functions/f/invocations/1", "/invocations", "/orders/invocations",
			"/functions/a/b/invocations" })
	void otherPathsAreNoInvocations(String path) {
		URI uri = ENDPOINT.url().resolve(path);
		app.under("http", () -> Client.REST_CLIENT.post(app, uri, Map.of()));
		assertThat(ENDPOINT.all()).filteredOn((request) -> request.path().equals(path))
			.singleElement()
			.satisfies((request) -> assertThat(request.header("X-Amz-Client-Context")).isNull());
	}

	@Test
	void withoutAContextNothingIsAdded() {
		Client.JDK.post(app, url("nothing"), Map.of());
		assertThat(ENDPOINT.invocation("nothing").header("X-Amz-Client-Context")).isNull();
		assertThat(app.bean(Heard.class).takeSkipped()).isEmpty();
	}

	private static URI url(String function) {
		return ENDPOINT.url().resolve(FunctionEndpoint.path(function));
	}

	private static String xray(String traceparent) {
		return "Root=1-" + traceparent.substring(3, 11) + "-" + traceparent.substring(11, 35) + ";Parent="
				+ traceparent.substring(36, 52) + ";Sampled=1";
	}

	/**
	 * The clients, each made as a user makes it.
	 */
	enum Client {

		REST_CLIENT {

			@Override
			void send(HopApplication app, URI uri, Map<String, String> headers) {
				app.bean(RestClient.Builder.class)
					.build()
					.post()
					.uri(uri)
					.headers((target) -> headers.forEach(target::set))
					.body("{}")
					.retrieve()
					.toBodilessEntity();
			}

		},

		REST_TEMPLATE {

			@Override
			void send(HopApplication app, URI uri, Map<String, String> headers) {
				RestTemplate template = app.bean(RestTemplateBuilder.class).build();
				HttpHeaders all = new HttpHeaders();
				headers.forEach(all::set);
				template.exchange(uri, HttpMethod.POST, new HttpEntity<>("{}", all), Void.class);
			}

		},

		WEB_CLIENT {

			@Override
			void send(HopApplication app, URI uri, Map<String, String> headers) {
				app.bean(WebClient.Builder.class)
					.build()
					.post()
					.uri(uri)
					.headers((target) -> headers.forEach(target::set))
					.bodyValue("{}")
					.retrieve()
					.toBodilessEntity()
					.block();
			}

		},

		JDK {

			@Override
			void send(HopApplication app, URI uri, Map<String, String> headers)
					throws IOException, InterruptedException {
				HttpRequest.Builder request = HttpRequest.newBuilder(uri)
					.POST(HttpRequest.BodyPublishers.ofString("{}"));
				headers.forEach(request::header);
				app.bean(ContextHttpClients.class)
					.wrap(HttpClient.newHttpClient())
					.send(request.build(), HttpResponse.BodyHandlers.discarding());
			}

		},

		OK_HTTP {

			@Override
			void send(HopApplication app, URI uri, Map<String, String> headers) throws IOException {
				OkHttpClient client = app.bean(OkHttpContext.class).instrument(new OkHttpClient.Builder()).build();
				Request request = new Request.Builder().url(uri.toString())
					.headers(Headers.of(headers))
					.post(RequestBody.create("{}", null))
					.build();
				client.newCall(request).execute().close();
			}

		};

		abstract void send(HopApplication app, URI uri, Map<String, String> headers) throws Exception;

		void post(HopApplication app, URI uri, Map<String, String> headers) {
			try {
				send(app, uri, headers);
			}
			catch (Exception ex) {
				throw new AssertionError(ex);
			}
		}

	}

}

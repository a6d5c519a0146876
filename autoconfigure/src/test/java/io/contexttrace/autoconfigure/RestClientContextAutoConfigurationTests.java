package io.contexttrace.autoconfigure;

import java.util.List;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.RecordingListener;
import io.contexttrace.RecordingServer;
import io.contexttrace.carrier.http.ContextClientHttpRequestInterceptor;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.header.OutgoingHosts;
import io.contexttrace.header.TrustPolicy;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

class RestClientContextAutoConfigurationTests {

	private static final BusinessContext CONTEXT = BusinessContext.of(new ContextId("a"), "session");

	@AutoClose
	private final RecordingServer server = new RecordingServer();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContextTraceAutoConfiguration.class,
				RestClientContextAutoConfiguration.class, RestClientAutoConfiguration.class));

	@Test
	void carriesTheContextAndTellsTheListener() {
		this.contextRunner.withBean(RecordingListener.class).run((context) -> {
			get(context);
			assertThat(this.server.takeRequest()).containsEntry("x-context-id", "a");
			assertThat(context.getBean(RecordingListener.class).takeStep().name()).isEqualTo("http.client");
		});
	}

	@Test
	void usesTheConfiguredHeaderNames() {
		this.contextRunner.withPropertyValues("context-trace.header.id=X-Case-Id").run((context) -> {
			get(context);
			assertThat(this.server.takeRequest()).containsEntry("x-case-id", "a").doesNotContainKey("x-context-id");
		});
	}

	@Test
	void allowedHostGetsTraceBaggageAndContext() {
		this.contextRunner.withConfiguration(TracerConfiguration.autoConfigurations()).run((context) -> {
			getWithBaggage(context);
			assertThat(this.server.takeRequest()).containsKey("traceparent")
				.containsEntry("baggage", "userEmail=someone")
				.containsEntry("x-context-id", "a");
		});
	}

	@Test
	void deniedHostGetsTheTraceAndNeitherBaggageNorContext() {
		this.contextRunner.withConfiguration(TracerConfiguration.autoConfigurations())
			.withPropertyValues("context-trace.outgoing.deny=127.0.*.1")
			.run((context) -> {
				getWithBaggage(context);
				assertThat(this.server.takeRequest()).containsKey("traceparent")
					.doesNotContainKeys("baggage", "x-context-id", "x-context-kind");
			});
	}

	@Test
	void ownPropertySwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.rest-client.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(ContextClientHttpRequestInterceptor.class);
			get(context);
			assertThat(this.server.takeRequest()).doesNotContainKey("x-context-id");
		});
	}

	@Test
	void masterSwitchSwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ContextClientHttpRequestInterceptor.class));
	}

	@Test
	void masterSwitchSwitchesItOffBesideTheUsersOwnHeaders() {
		ContextHeaders own = new ContextHeaders(HeaderNames.DEFAULT, "session", TrustPolicy.validSyntax(),
				new RecordingListener());
		this.contextRunner.withBean(ContextHeaders.class, () -> own)
			.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ContextClientHttpRequestInterceptor.class));
	}

	@Test
	void backsOffWithoutRestClient() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(RestClient.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ContextClientHttpRequestInterceptor.class));
	}

	@Test
	void backsOffWithoutBootsRestClientModule() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ContextTraceAutoConfiguration.class,
					RestClientContextAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.restclient"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ContextClientHttpRequestInterceptor.class));
	}

	@Test
	void usersInterceptorWins() {
		RecordingListener listener = new RecordingListener();
		this.contextRunner
			.withBean("own", ContextClientHttpRequestInterceptor.class,
					() -> new ContextClientHttpRequestInterceptor(new OutgoingHeaders(
							new ContextHeaders(HeaderNames.DEFAULT, "session", TrustPolicy.validSyntax(), listener),
							OutgoingHosts.of(List.of("*"), List.of(), false), List.of()), listener))
			.run((context) -> {
				assertThat(context).hasSingleBean(ContextClientHttpRequestInterceptor.class).hasBean("own");
				get(context);
				assertThat(listener.takeStep().name()).isEqualTo("http.client");
			});
	}

	private void getWithBaggage(BeanFactory context) {
		try (Scope scope = Baggage.builder().put("userEmail", "someone").build().makeCurrent()) {
			get(context);
		}
	}

	private void get(BeanFactory context) {
		try (CurrentContext.Scope scope = context.getBean(CurrentContext.class).open(CONTEXT)) {
			RestClient client = context.getBean(RestClient.Builder.class).build();
			client.get().uri(this.server.uri("200")).retrieve().toBodilessEntity();
		}
	}

}

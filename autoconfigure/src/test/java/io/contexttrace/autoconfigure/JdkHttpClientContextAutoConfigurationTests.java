package io.contexttrace.autoconfigure;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.UnaryOperator;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.RecordingListener;
import io.contexttrace.RecordingServer;
import io.contexttrace.carrier.http.ContextHttpClients;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.header.OutgoingHosts;
import io.contexttrace.header.TrustPolicy;
import io.contexttrace.propagation.WorkTracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.java11.instrument.binder.jdk.MicrometerHttpClient;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class JdkHttpClientContextAutoConfigurationTests {

	private static final BusinessContext CONTEXT = BusinessContext.of(new ContextId("a"), "session");

	@AutoClose
	private final RecordingServer server = new RecordingServer();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ContextTraceAutoConfiguration.class, JdkHttpClientContextAutoConfiguration.class));

	@Test
	void wrapsAClient() {
		this.contextRunner.withBean(RecordingListener.class).run((context) -> {
			assertThat(get(context)).isEqualTo("a");
			assertThat(context.getBean(RecordingListener.class).takeStep().name()).isEqualTo("http.client");
		});
	}

	@Test
	void observesRequestsWhereMicrometerCan() {
		this.contextRunner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withBean(ObservationRegistry.class, ObservationRegistry::create)
			.run((context) -> {
				HttpClient wrapped = context.getBean(ContextHttpClients.class).wrap(HttpClient.newHttpClient());
				assertThat(wrapped).isInstanceOf(MicrometerHttpClient.class);
				assertThat(get(context)).isEqualTo("a");
			});
	}

	@Test
	void doesWithoutMicrometersModule() {
		this.contextRunner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withBean(ObservationRegistry.class, ObservationRegistry::create)
			.withClassLoader(new FilteredClassLoader(MicrometerHttpClient.class))
			.run((context) -> assertThat(get(context)).isEqualTo("a"));
	}

	@Test
	void ownPropertySwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.jdk-http-client.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ContextHttpClients.class));
	}

	@Test
	void masterSwitchSwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ContextHttpClients.class));
	}

	@Test
	void usersBeanWins() {
		this.contextRunner
			.withBean("own", ContextHttpClients.class,
					() -> new ContextHttpClients(headers(), WorkTracing.none(), new RecordingListener(),
							UnaryOperator.identity()))
			.run((context) -> assertThat(context).hasSingleBean(ContextHttpClients.class).hasBean("own"));
	}

	private static OutgoingHeaders headers() {
		return new OutgoingHeaders(
				new ContextHeaders(HeaderNames.DEFAULT, "session", TrustPolicy.validSyntax(), new RecordingListener()),
				new OutgoingHosts(List.of("*"), List.of()), List.of());
	}

	private String get(BeanFactory context) throws Exception {
		HttpClient client = context.getBean(ContextHttpClients.class).wrap(HttpClient.newHttpClient());
		try (CurrentContext.Scope scope = context.getBean(CurrentContext.class).open(CONTEXT)) {
			HttpRequest request = HttpRequest.newBuilder(this.server.uri("200")).build();
			return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
		}
	}

}

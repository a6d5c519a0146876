package io.contexttrace.autoconfigure;

import java.util.List;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextListener;
import io.contexttrace.CurrentContext;
import io.contexttrace.RecordingListener;
import io.contexttrace.RecordingServer;
import io.contexttrace.carrier.http.OkHttpContext;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.propagation.WorkTracing;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class OkHttpContextAutoConfigurationTests {

	@AutoClose
	private final RecordingServer server = new RecordingServer();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ContextTraceAutoConfiguration.class, OkHttpContextAutoConfiguration.class));

	@Test
	void letsAClientCarryTheContext() {
		this.contextRunner.withBean(RecordingListener.class).run((context) -> {
			OkHttpClient client = context.getBean(OkHttpContext.class).instrument(new OkHttpClient.Builder()).build();
			BusinessContext business = BusinessContext.of(new ContextId("a"), "session");
			Request request = new Request.Builder().url(this.server.uri("200").toString()).build();
			try (CurrentContext.Scope scope = context.getBean(CurrentContext.class).open(business);
					Response response = client.newCall(request).execute()) {
				assertThat(response.body().string()).isEqualTo("a");
			}
			assertThat(context.getBean(RecordingListener.class).takeStep().name()).isEqualTo("http.client");
		});
	}

	@Test
	void ownPropertySwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.ok-http.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(OkHttpContext.class));
	}

	@Test
	void masterSwitchSwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(OkHttpContext.class));
	}

	@Test
	void backsOffWithoutTheLibrary() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(OkHttpClient.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(OkHttpContext.class));
	}

	@Test
	void usersBeanWins() {
		this.contextRunner.withUserConfiguration(Own.class)
			.run((context) -> assertThat(context).hasSingleBean(OkHttpContext.class).hasBean("own"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		OkHttpContext own(OutgoingHeaders headers) {
			return new OkHttpContext(headers, WorkTracing.none(), ContextListener.all(List.of()), () -> null);
		}

	}

}

package io.contexttrace.test.classpath;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application starts and carries the context whatever optional dependency is missing.
 */
class MissingDependencyTests {

	@ParameterizedTest(name = "without {0}")
	@CsvSource(delimiter = ';',
			textBlock = """
					actuator         ; spring-boot-(starter-)?actuator.*
					metrics          ; spring-boot-(starter-)?actuator.*,micrometer-(core|registry).*,spring-boot-(starter-)?micrometer-metrics.*,spring-ai-.*,openai-java.*
					observation      ; spring-boot-(starter-)?actuator.*,micrometer-(core|registry|tracing).*,spring-boot-(starter-)?micrometer.*,spring-ai-.*,openai-java.*
					a tracer         ; micrometer-tracing.*,opentelemetry.*,spring-boot-(micrometer-tracing|opentelemetry).*
					OpenTelemetry's logs ; opentelemetry-(sdk|sdk-logs|exporter-otlp)-[0-9].*,micrometer-tracing-bridge-otel.*,spring-boot-(micrometer-tracing-opentelemetry|(starter-)?opentelemetry).*
					context propagation ; context-propagation.*,spring-ai-.*,openai-java.*
					Spring AI        ; spring-ai-.*,openai-java.*
					OpenAI's module  ; spring-ai-(openai|autoconfigure-model-openai).*,openai-java.*
					the vector store ; spring-ai-vector-store.*
					the chat client  ; spring-ai-(client-chat|autoconfigure-model-chat-client).*
					WebClient        ; spring-(boot-(starter-)?)?(webclient|webflux).*,spring-webflux.*
					RestClient       ; spring-boot-(starter-)?restclient.*
					Reactor          ; reactor-.*,spring-webflux.*,spring-ai-.*,spring-boot-(starter-)?webclient.*
					Jackson          ; jackson-.*,spring-boot-(starter-)?jackson.*,spring-ai-.*,openai-java.*,logstash-logback-encoder.*
					""")
	void startsAndCarriesTheContext(String what, String missing) throws Exception {
		try (ForkedApplication application = ForkedApplication.without((jar) -> matches(jar, missing))) {
			assertCarriesTheContext(application);
			assertThat(application.output()).anyMatch((line) -> line.contains("Context Trace is active: "));
		}
	}

	@Test
	void startsAndCarriesTheContextWithoutLogback() throws Exception {
		try (ForkedApplication application = ForkedApplication
			.without((jar) -> matches(jar, "logback-.*,logstash-logback-encoder.*,log4j-to-slf4j.*,jul-to-slf4j.*"))) {
			assertCarriesTheContext(application);
		}
	}

	@Test
	void startsWithEverything() throws Exception {
		try (ForkedApplication application = ForkedApplication.without((jar) -> false)) {
			assertCarriesTheContext(application);
		}
	}

	private static void assertCarriesTheContext(ForkedApplication application) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + application.port() + "/"))
			.header("X-Context-Id", "carried")
			.build();
		HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains("carried");
		assertThat(response.headers().firstValue("X-Context-Id")).hasValue("carried");
		assertThat(response.headers().firstValue("X-Trace-Id").orElse("")).matches("[0-9a-f]{32}");
		assertThat(response.headers().firstValue("X-Amzn-Trace-Id").orElse("")).startsWith("Root=1-");
	}

	private static boolean matches(String jar, String patterns) {
		return Pattern.compile(patterns.replace(",", "|")).matcher(jar).matches();
	}

}

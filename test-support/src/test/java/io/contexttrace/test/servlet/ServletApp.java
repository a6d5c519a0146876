package io.contexttrace.test.servlet;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystemProperty;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A whole application behind a real port, with all that the starter brings.
 */
final class ServletApp implements AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final String[] DEFAULTS = { "server.port=0", "spring.main.banner-mode=off",
			"management.endpoints.web.exposure.include=*", "management.tracing.sampling.probability=1.0",
			"spring.ai.model.chat=none", "spring.ai.model.embedding=none", "spring.ai.model.image=none",
			"spring.ai.model.audio.speech=none", "spring.ai.model.audio.transcription=none",
			"spring.ai.model.moderation=none" };

	private final ConfigurableApplicationContext context;

	private final LogLines log = new LogLines();

	private ServletApp(ConfigurableApplicationContext context) {
		this.context = context;
		this.log.attach();
	}

	static ServletApp start(Class<?> configuration, String... properties) {
		return start(new SpringApplicationBuilder(configuration), properties);
	}

	static ServletApp start(SpringApplicationBuilder builder, String... properties) {
		forgetLogging();
		return new ServletApp(builder.properties(DEFAULTS)
			.run(Arrays.stream(properties).map((property) -> "--" + property).toArray(String[]::new)));
	}

	/**
	 * Boot keeps the formats of the log in system properties, where the first application
	 * of a virtual machine would decide for all.
	 */
	private static void forgetLogging() {
		for (LoggingSystemProperty property : LoggingSystemProperty.values()) {
			System.clearProperty(property.getEnvironmentVariableName());
		}
	}

	LogLines log() {
		return this.log;
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	HttpResponse<String> get(String path, String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path));
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	/**
	 * Send header lines that no HTTP client would send.
	 */
	String getRaw(String path, String... headerLines) throws IOException {
		String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
				+ String.join("\r\n", headerLines) + "\r\n\r\n";
		try (Socket socket = new Socket("localhost", port())) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

	double metric(String series) throws Exception {
		return get("/actuator/prometheus").body()
			.lines()
			.filter((line) -> line.startsWith(series + " "))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.sum();
	}

	int port() {
		return ((WebServerApplicationContext) this.context).getWebServer().getPort();
	}

	@Override
	public void close() {
		this.log.detach();
		this.context.close();
		forgetLogging();
	}

}

package io.contexttrace.hop.threads;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.contexttrace.Step;
import io.contexttrace.hop.HopApplication;
import io.contexttrace.hop.Sighting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asynchronous answers of Spring MVC, over HTTP.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MvcAsyncHopTests {

	private static final String[] SERVLET = { "spring.main.web-application-type=servlet" };

	private HopApplication application;

	@BeforeAll
	void start() {
		this.application = HopApplication.start(Application.class, SERVLET);
	}

	@AfterAll
	void stop() {
		this.application.assertThreadsAreClean();
		this.application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "callable", "web-async-task", "task-timeout", "task-failure", "deferred",
			"deferred-failure", "deferred-timeout", "body", "emitter", "emitter-completion", "emitter-timeout", "flux",
			"mono", "mono-failure" })
	void contextAndTraceFollowTheAnswer(String what) throws Exception {
		HttpResponse<String> response = get(this.application, what);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("X-Context-Id")).hasValue(id(what));
		this.application.assertSeenUnder(what, id(what));
		String traceId = response.headers().firstValue("X-Trace-Id").orElseThrow();
		assertThat(this.application.service().requests("/" + what))
			.allSatisfy((call) -> assertThat(call.header("traceparent")).contains(traceId));
		assertThat(step(what)).isEqualTo(Step.Outcome.OK);
	}

	@ParameterizedTest
	@ValueSource(strings = { "emitter-disconnect", "flux-disconnect" })
	void contextFollowsTheEndThatAClientBringsAbout(String what) throws Exception {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.application.port())) {
			String request = "GET /%s HTTP/1.1\r\nHost: localhost\r\nX-Context-Id: %s\r\n\r\n".formatted(what,
					id(what));
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			readChunk(socket.getInputStream());
		}
		this.application.assertSeenUnder(what, id(what));
	}

	@Test
	void withoutTheHooksTheContextIsLost() throws Exception {
		try (HopApplication other = HopApplication.start(Application.class, SERVLET[0],
				"context-trace.servlet-async.enabled=false", "spring.task.execution.propagate-context=false")) {
			for (String what : List.of("callable", "web-async-task", "body", "deferred", "deferred-timeout",
					"emitter-completion")) {
				get(other, what);
				Sighting sighting = other.sighting(what);
				assertThat(sighting.all()).as(what).doesNotContain(id(what));
			}
		}
	}

	private Step.Outcome step(String what) {
		return this.application.bean(FinishedSteps.class).await("http.server", id(what)).outcome();
	}

	private static HttpResponse<String> get(HopApplication application, String what) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + application.port() + "/" + what))
			.header("X-Context-Id", id(what))
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

	private static String id(String what) {
		return "web-" + what;
	}

	private static void readChunk(InputStream in) throws IOException {
		StringBuilder text = new StringBuilder();
		while (text.indexOf("chunk\n") < 0) {
			text.append((char) in.read());
		}
	}

	/**
	 * The application.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import({ AnsweringController.class, FinishedSteps.class })
	static class Application {

	}

}

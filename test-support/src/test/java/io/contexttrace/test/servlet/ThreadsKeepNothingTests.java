package io.contexttrace.test.servlet;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.contexttrace.Step;
import io.contexttrace.test.HeldContexts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

class ThreadsKeepNothingTests {

	private static final int REQUESTS = 200;

	private static ServletApp app;

	@BeforeAll
	static void start() {
		app = ServletApp.start(TrackedApp.class);
	}

	@AfterAll
	static void stop() {
		app.close();
	}

	@BeforeEach
	void forget() {
		app.log().clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/work", "/handled", "/fail", "/failing-callable", "/forward", "/callable", "/deferred",
			"/flux", "/no-such-path", "/outgoing", "/fail-asynchronously", "/fail-after-flush", "/fail-after-start",
			"/fail-while-streaming" })
	void noThreadKeepsTheContextOfARequest(String path) throws Exception {
		app.getRaw(path, "X-Context-Id: ctx-1");
		assertNothingIsHeld();
	}

	@Test
	void noThreadKeepsTheContextOfACallerWhoLeft() throws Exception {
		String request = "GET /endless HTTP/1.1\r\nHost: localhost\r\nX-Context-Id: ctx-left\r\n\r\n";
		try (Socket socket = new Socket("localhost", app.port())) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			assertThat(socket.getInputStream().readNBytes(500)).isNotEmpty();
		}
		Awaitility.await()
			.until(() -> app.bean(ToldEvents.class).steps.stream()
				.anyMatch((step) -> step.context().id().value().equals("ctx-left")
						&& step.outcome() == Step.Outcome.CANCELLED));
		assertNothingIsHeld();
	}

	@Test
	void eachLineHasTheContextOfItsOwnRequest() throws Exception {
		ExecutorService callers = Executors.newFixedThreadPool(16);
		List<Future<?>> calls = new ArrayList<>();
		for (int i = 0; i < REQUESTS; i++) {
			int number = i;
			calls.add(callers
				.submit(() -> app.get("/numbered/" + number % 4 + "/" + number, "X-Context-Id", "ctx-" + number)));
		}
		for (Future<?> call : calls) {
			call.get();
		}
		callers.shutdown();
		assertThat(app.log().all()).filteredOn((line) -> line.message().contains("IllegalStateException: no. "))
			.hasSize(REQUESTS / 4)
			.allSatisfy((line) -> assertThat(line.mdc().get("contextId"))
				.isEqualTo("ctx-" + line.message().replaceAll(".*no\\. (\\d+).*", "$1")));
		assertThat(app.log().all()).filteredOn((line) -> line.message().startsWith("number "))
			.hasSize(REQUESTS / 4 * (1 + 2 + 6 + 1))
			.allSatisfy((line) -> assertThat(line.mdc()).containsEntry("contextId",
					line.message().replace("number ", "ctx-")));
		assertNothingIsHeld();
	}

	private static void assertNothingIsHeld() {
		assertThat(app.bean(HeldContexts.class).awaitNone(Duration.ofSeconds(10))).isEmpty();
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ WorkApp.class, HeldContexts.class })
	static class TrackedApp {

	}

}

package io.contexttrace.test.llm;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.test.CapturedLogs;
import io.contexttrace.test.HeldContexts;
import io.contexttrace.test.ModelServer;
import io.contexttrace.test.RecordedCalls;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two hundred requests at once, half of them streaming, some of which fail and some of
 * which the reader leaves.
 */
class ConcurrentRequestTests {

	private static final int REQUESTS = 200;

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	@Test
	void eachLineAndRecordBearsTheIdOfItsOwnRequest() throws Exception {
		try (ModelServer model = ModelServer.builder().chunkDelay(Duration.ofMillis(5)).start();
				ConfigurableApplicationContext application = AssistantApplication.run(model.url(),
						"server.tomcat.threads.max=250", "logging.level.root=off",
						"logging.level." + AssistantApplication.LOGGER + "=info");
				CapturedLogs logs = CapturedLogs.of(AssistantApplication.LOGGER)) {
			runAll(AssistantClient.of(application));
			assertRecords(application.getBean(RecordedCalls.class).await(REQUESTS, TIMEOUT));
			assertThat(application.getBean(HeldContexts.class).awaitNone(TIMEOUT)).isEmpty();
			assertLines(logs.all());
		}
	}

	private static void runAll(AssistantClient client) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(REQUESTS);
		try {
			List<Future<?>> answers = new ArrayList<>();
			for (int i = 0; i < REQUESTS; i++) {
				Kind kind = Kind.values()[i % Kind.values().length];
				String contextId = kind.name() + "-" + i;
				answers.add(executor.submit(() -> kind.request(client, contextId)));
			}
			for (Future<?> answer : answers) {
				answer.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static void assertRecords(List<LlmCall> calls) {
		assertThat(calls).hasSize(REQUESTS);
		assertThat(calls).extracting((call) -> call.context().id().value()).doesNotHaveDuplicates();
		assertThat(calls).allSatisfy((call) -> {
			Kind kind = Kind.of(call.context().id().value());
			assertThat(call.outcome().status()).isEqualTo(kind.status);
			assertThat(call.request().stream()).isEqualTo(kind.path.equals("/stream"));
		});
	}

	private static void assertLines(List<ILoggingEvent> lines) {
		assertThat(lines).hasSizeGreaterThanOrEqualTo(REQUESTS);
		assertThat(lines).allSatisfy((line) -> {
			String contextId = line.getMDCPropertyMap().get("contextId");
			assertThat(contextId).isNotNull();
			assertThat(line.getFormattedMessage()).endsWith("question of " + contextId + "?");
		});
		assertThat(lines).filteredOn((line) -> line.getFormattedMessage().matches("(call|stream) .*"))
			.extracting((line) -> line.getMDCPropertyMap().get("contextId"))
			.hasSize(REQUESTS)
			.doesNotHaveDuplicates();
	}

	/**
	 * What a request does.
	 */
	private enum Kind {

		CALL("/call", "", LlmCallStatus.OK),

		STREAM("/stream", "", LlmCallStatus.OK),

		FAILING_CALL("/call", "[fail] ", LlmCallStatus.ERROR),

		FAILING_STREAM("/stream", "[fail] ", LlmCallStatus.ERROR),

		REFUSED_CALL("/call", "[rate-limit] ", LlmCallStatus.RATE_LIMITED),

		LEFT_STREAM("/stream", "[slow] ", LlmCallStatus.CANCELLED);

		private final String path;

		private final String marker;

		private final LlmCallStatus status;

		Kind(String path, String marker, LlmCallStatus status) {
			this.path = path;
			this.marker = marker;
			this.status = status;
		}

		static Kind of(String contextId) {
			return valueOf(contextId.substring(0, contextId.indexOf('-')));
		}

		HttpResponse<?> request(AssistantClient client, String contextId) {
			String message = this.marker + "question of " + contextId + "?";
			return (this == LEFT_STREAM) ? client.getAndLeave(this.path, message, "X-Context-Id", contextId)
					: client.get(this.path, message, "X-Context-Id", contextId);
		}

	}

}

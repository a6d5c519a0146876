package io.contexttrace.test.llm;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.contexttrace.llm.LlmCall;
import io.contexttrace.test.HeldContexts;
import io.contexttrace.test.ModelServer;
import io.contexttrace.test.ReceivedRequest;
import io.contexttrace.test.RecordedCalls;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A thousand streams that run through one another, each of which must reach the provider
 * under the trace and the context of its own request.
 */
class InterleavedStreamTests {

	private static final int STREAMS = 1000;

	private static final int AT_ONCE = 50;

	@Test
	void eachStreamReachesTheProviderUnderItsOwnTrace() {
		try (ModelServer model = ModelServer.builder().keptRequests(STREAMS).start();
				ConfigurableApplicationContext application = AssistantApplication.run(model.url(),
						"logging.level.root=warn")) {
			Map<String, String> traceIds = streamAll(AssistantClient.of(application));
			Map<String, ReceivedRequest> received = byContextId(model.requests());
			assertThat(received).hasSize(STREAMS);
			assertThat(traceIds).hasSize(STREAMS).allSatisfy((contextId, traceId) -> {
				ReceivedRequest request = received.get(contextId);
				assertThat(request.body()).contains("question of " + contextId + "?");
				assertThat(request.headers("traceparent")).hasSize(1);
				assertThat(request.header("traceparent")).startsWith("00-" + traceId + "-");
			});
			assertRecords(application.getBean(RecordedCalls.class), traceIds);
			assertThat(application.getBean(HeldContexts.class).awaitNone(Duration.ofSeconds(20))).isEmpty();
		}
	}

	private static Map<String, String> streamAll(AssistantClient client) {
		Semaphore free = new Semaphore(AT_ONCE);
		List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
		for (String contextId : contextIds()) {
			free.acquireUninterruptibly();
			answers.add(client.getAsync("/stream", "question of " + contextId + "?", "X-Context-Id", contextId)
				.whenComplete((response, failure) -> free.release()));
		}
		Map<String, String> traceIds = new HashMap<>();
		for (CompletableFuture<HttpResponse<String>> answer : answers) {
			HttpResponse<String> response = answer.join();
			assertThat(response.statusCode()).isEqualTo(200);
			traceIds.put(response.headers().firstValue("X-Context-Id").orElseThrow(),
					response.headers().firstValue("X-Trace-Id").orElseThrow());
		}
		return traceIds;
	}

	private static void assertRecords(RecordedCalls calls, Map<String, String> traceIds) {
		List<LlmCall> records = calls.await(STREAMS, Duration.ofSeconds(20));
		assertThat(records).hasSize(STREAMS);
		assertThat(records).allSatisfy(
				(call) -> assertThat(call.ids().traceId()).isEqualTo(traceIds.get(call.context().id().value())));
		assertThat(records).extracting((call) -> call.ids().requestId()).doesNotHaveDuplicates();
		assertThat(records).extracting((call) -> call.context().id().value()).doesNotHaveDuplicates();
	}

	private static List<String> contextIds() {
		return IntStream.range(0, STREAMS).mapToObj((i) -> "stream-" + i).toList();
	}

	private static Map<String, ReceivedRequest> byContextId(List<ReceivedRequest> requests) {
		return requests.stream()
			.collect(Collectors.toMap((request) -> request.header("X-Context-Id"), Function.identity()));
	}

}

package io.contexttrace.hop.lambda;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three functions without Spring, each in a process of its own with the runtime client of
 * AWS: the first asks the second, which asks the third. Nothing in their code knows of
 * contexts.
 */
class FunctionChainTests {

	private static final String HANDLER = "io.contexttrace.lambda.ContextTraceHandler";

	private static final String ROOT = "1-67891233-abcdef012345678912345678";

	private static final String TRACE = "Root=" + ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1";

	private static final LambdaEmulator emulator = new LambdaEmulator();

	private static final Invoker invoker = new Invoker(emulator.url());

	@BeforeAll
	static void start() {
		Map<String, String> handler = Map.of("CONTEXT_TRACE_HANDLER",
				"io.contexttrace.hop.lambda.function.ChainFunction::handleRequest");
		emulator.start("first", HANDLER, FunctionClassPath.plain(), with(handler, "second"));
		emulator.start("second", HANDLER + "::handleRequest", FunctionClassPath.plain(), with(handler, "third"));
		emulator.start("third", HANDLER, FunctionClassPath.plain(), handler);
	}

	private static Map<String, String> with(Map<String, String> variables, String next) {
		Map<String, String> all = new HashMap<>(variables);
		all.put("NEXT_FUNCTION", next);
		return all;
	}

	@AfterAll
	static void stop() {
		invoker.close();
		emulator.close();
	}

	@BeforeEach
	void reset() {
		emulator.passTrace(false);
		emulator.dropClientContext(false);
	}

	@Test
	void theFunctionsHaveNeitherSpringNorMicrometer() {
		assertThat(FunctionClassPath.plain()).isNotEmpty()
			.noneMatch((entry) -> entry.contains("spring-core") || entry.contains("micrometer")
					|| entry.contains("spring-context"));
	}

	@Test
	void allThreeHaveTheSameIdsThoughTheTraceHeaderIsDropped() {
		JsonNode first = invoker.invoke("first", "{}", "case-1", TRACE);
		assertSame(first, "case-1", ROOT);
		assertThat(emulator.function("third").lines())
			.contains("INFO  ChainFunction [case-1 document " + ROOT + "] Worked at third");
	}

	@Test
	void allThreeHaveTheSameIdsWhereTheRuntimePassesTheTrace() {
		emulator.passTrace(true);
		JsonNode first = invoker.invoke("first", "{}", "case-2", TRACE);
		assertSame(first, "case-2", ROOT);
		assertThat(first.path("property").stringValue()).isEqualTo(TRACE);
	}

	@Test
	void aContextThatTheFirstIssuesIsThatOfAll() {
		JsonNode first = invoker.invoke("first", "{}", null, null);
		JsonNode third = next(next(first));
		String id = first.at("/fields/contextId").stringValue();
		assertThat(id).isNotBlank();
		assertThat(next(first).at("/fields/contextId").stringValue()).isEqualTo(id);
		assertThat(third.at("/fields/contextId").stringValue()).isEqualTo(id);
		assertThat(third.at("/fields/contextKind").stringValue()).isEqualTo("function");
		assertThat(third.at("/fields/xrayTraceId").isMissingNode()).isTrue();
		assertThat(third.path("property").isMissingNode()).isTrue();
	}

	@Test
	void aWarmInstanceKeepsNothingOfTheInvocationBefore() {
		assertThat(invoker.invoke("third", "{}", "case-3", TRACE).at("/fields/contextId").stringValue())
			.isEqualTo("case-3");
		JsonNode second = invoker.invoke("third", "{}", null, null);
		assertThat(second.at("/fields/contextId").stringValue()).isNotBlank().isNotEqualTo("case-3");
		assertThat(second.path("fields").propertyNames()).containsExactlyInAnyOrder("contextId", "contextKind");
		assertThat(second.path("property").isMissingNode()).isTrue();
	}

	@Test
	void theFailureOfOneIsThatOfTheFunctionsOwn() {
		JsonNode first = invoker.invoke("first", "{\"fail\":\"third\"}", "case-4", TRACE);
		JsonNode second = next(first);
		assertThat(first.path("error").isMissingNode()).isTrue();
		assertThat(second.path("error").stringValue()).isEqualTo("Unhandled");
		assertThat(next(second).path("errorType").stringValue()).isEqualTo("java.lang.IllegalStateException");
		assertThat(next(second).path("errorMessage").stringValue()).isEqualTo("out of stock");
		assertThat(second.at("/fields/contextId").stringValue()).isEqualTo("case-4");
		assertThat(invoker.invoke("third", "{}", null, null).at("/fields/contextId").stringValue())
			.isNotEqualTo("case-4");
	}

	@Test
	void anInvocationThatIsThrottledHasTheSameIdsWhenItIsTriedAgain() {
		emulator.throttle("second", 1);
		assertSame(invoker.invoke("first", "{}", "case-5", TRACE), "case-5", ROOT);
		assertThat(emulator.throttlesLeft("second")).isZero();
	}

	@Test
	void severalInvocationsInOneProcessDoNotMix() {
		emulator.start("many", HANDLER, FunctionClassPath.plain(), Map.of("CONTEXT_TRACE_HANDLER",
				"io.contexttrace.hop.lambda.function.ChainFunction::handleRequest", "AWS_LAMBDA_MAX_CONCURRENCY", "4"));
		emulator.passTrace(true);
		ExecutorService callers = Executors.newFixedThreadPool(4);
		try {
			List<Future<JsonNode>> answers = IntStream.range(0, 8)
				.mapToObj((i) -> callers.submit(() -> invoker.invoke("many", "{\"together\":4}", "many-" + i,
						TRACE.replace("1-67891233", "1-6789124" + i))))
				.toList();
			for (int i = 0; i < 8; i++) {
				JsonNode answer = answers.get(i).get(60, TimeUnit.SECONDS);
				assertThat(answer.at("/fields/contextId").stringValue()).isEqualTo("many-" + i);
				assertThat(answer.at("/fields/xrayTraceId").stringValue()).startsWith("1-6789124" + i);
				assertThat(answer.path("property").isMissingNode()).as("the property, which is of the process")
					.isTrue();
			}
		}
		catch (Exception ex) {
			throw new AssertionError(emulator.function("many").lines().toString(), ex);
		}
		finally {
			callers.shutdownNow();
		}
	}

	@Test
	void whereNothingArrivesTheLogSaysSo() {
		emulator.dropClientContext(true);
		JsonNode third = invoker.invoke("third", "{}", "case-6", TRACE);
		assertThat(third.at("/fields/contextId").stringValue()).isNotBlank().isNotEqualTo("case-6");
		Awaitility.await()
			.untilAsserted(() -> assertThat(emulator.function("third").lines())
				.anyMatch((line) -> line.contains("Trace: not-found.") && line.contains("client context (absent)")));
	}

	private static void assertSame(JsonNode first, String contextId, String root) {
		JsonNode second = next(first);
		for (JsonNode function : List.of(first, second, next(second))) {
			assertThat(function.at("/fields/contextId").stringValue()).isEqualTo(contextId);
			assertThat(function.at("/fields/xrayTraceId").stringValue()).isEqualTo(root);
			assertThat(function.path("property").stringValue()).contains("Root=" + root);
		}
	}

	private static JsonNode next(JsonNode function) {
		return JsonMapper.shared().readTree(function.path("next").stringValue());
	}

}

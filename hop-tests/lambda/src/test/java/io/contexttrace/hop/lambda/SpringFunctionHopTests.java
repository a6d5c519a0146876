package io.contexttrace.hop.lambda;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.contexttrace.test.otlp.OtlpAttributes;
import io.contexttrace.test.otlp.OtlpReceiver;
import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Functions of Spring Cloud Function, in a process that AWS's runtime client runs.
 */
class SpringFunctionHopTests {

	private static final String HANDLER = "org.springframework.cloud.function.adapter.aws.FunctionInvoker::handleRequest";

	private static final String ROOT = "1-67891233-abcdef012345678912345678";

	private static final String TRACE_ID = "67891233abcdef012345678912345678";

	private static final String PARENT = "53995c3f42cd8ad8";

	private static final LambdaEmulator emulator = new LambdaEmulator();

	private static final OtlpReceiver collector = OtlpReceiver.start();

	private static final Invoker invoker = new Invoker(emulator.url());

	@BeforeAll
	static void start() {
		emulator.start("order", HANDLER, FunctionClassPath.spring(),
				variables("SPRING_CLOUD_FUNCTION_DEFINITION", "order"));
		emulator.start("router", HANDLER, FunctionClassPath.spring(), variables("NEXT_FUNCTION", "order"));
	}

	private static Map<String, String> variables(String name, String value) {
		return Map.of("MAIN_CLASS", "io.contexttrace.hop.lambda.spring.SpringFunction", "SPRING_AI_OPENAI_API_KEY",
				"none", "MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "1.0", "SPRING_MAIN_BANNER_MODE", "off",
				"MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", collector.tracesUrl(),
				"MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULEDELAY", "1h", name, value);
	}

	@AfterAll
	static void stop() {
		invoker.close();
		emulator.close();
		collector.close();
	}

	@Test
	void aFunctionWorksUnderTheContextInASpanBelowTheCallers() {
		String root = "1-67891234-abcdef012345678912345678";
		String traceId = "67891234abcdef012345678912345678";
		JsonNode order = invoker.invoke("order", "{}", "case-1", "Root=" + root + ";Parent=" + PARENT + ";Sampled=1");
		assertThat(order.at("/fields/contextId").stringValue()).isEqualTo("case-1");
		assertThat(order.at("/fields/xrayTraceId").stringValue()).isEqualTo(root);
		assertThat(order.at("/fields/traceId").stringValue()).isEqualTo(traceId);
		assertThat(order.path("property").stringValue()).contains("Root=" + root);
		JsonNode span = span(invoker.invoke("order", "{}", "case-2", null), traceId);
		assertThat(span.path("parent").stringValue()).isEqualTo(PARENT);
	}

	@Test
	void anInvocationWithoutAnythingStartsClean() {
		invoker.invoke("order", "{}", "case-3", "Root=" + ROOT + ";Parent=" + PARENT + ";Sampled=1");
		JsonNode order = invoker.invoke("order", "{}", null, null);
		assertThat(order.at("/fields/contextId").stringValue()).isNotBlank().isNotEqualTo("case-3");
		assertThat(order.at("/fields/contextKind").stringValue()).isEqualTo("function");
		assertThat(order.at("/fields/traceId").stringValue()).isNotEqualTo(TRACE_ID);
		assertThat(order.path("property").stringValue()).isEqualTo("null");
	}

	@Test
	void theHeadersOfAnHttpEventAreRead() {
		JsonNode answer = invoker.invoke("order",
				"{\"version\":\"2.0\",\"routeKey\":\"$default\",\"headers\":{\"x-context-id\":\"case-4\"},\"body\":\"{}\"}",
				null, null);
		JsonNode order = JsonMapper.shared().readTree(answer.path("body").stringValue());
		assertThat(order.at("/fields/contextId").stringValue()).isEqualTo("case-4");
	}

	@Test
	void aStreamWorksUnderTheContext() {
		JsonNode seen = invoker.invoke("router", routed("stream"), "case-5",
				"Root=" + ROOT + ";Parent=" + PARENT + ";Sampled=1");
		assertThat(seen.at("/fields/contextId").stringValue()).isEqualTo("case-5");
		assertThat(seen.at("/fields/traceId").stringValue()).isEqualTo(TRACE_ID);
		assertThat(seen.at("/fields/xrayTraceId").stringValue()).isEqualTo(ROOT);
		assertThat(invoker.invoke("router", routed("stream"), null, null).at("/fields/contextId").stringValue())
			.isNotEqualTo("case-5");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "order;{}", "order;{\"fail\":true}", "router;stream" })
	void theSpansHaveArrivedBeforeTheAnswerIsGiven(String function, String event) {
		String traceId = "6789123%dabcdef01234567891234567%d".formatted(event.length() % 10, function.length());
		List<Span> arrived = new CopyOnWriteArrayList<>();
		emulator.function(function).whenAnswering(() -> arrived.addAll(collector.spans()));
		invoker.invoke(function, event.startsWith("{") ? event : routed(event), "case-8",
				"Root=1-" + traceId.substring(0, 8) + "-" + traceId.substring(8) + ";Parent=" + PARENT + ";Sampled=1");
		assertThat(arrived).filteredOn((span) -> OtlpAttributes.hex(span.getTraceId()).equals(traceId))
			.extracting(Span::getName)
			.contains("lambda.function");
	}

	@Test
	void theFunctionsFailurePassesAsSpringCloudFunctionHasIt() {
		JsonNode error = invoker.invoke("order", "{\"fail\":true}", "case-6", null);
		assertThat(error.path("errorType").stringValue()).isEqualTo("java.lang.IllegalStateException");
		assertThat(error.path("errorMessage").stringValue()).isEqualTo("out of stock");
	}

	@Test
	void oneFunctionAsksAnother() {
		JsonNode order = invoker.invoke("router", routed("ask"), "case-7",
				"Root=" + ROOT + ";Parent=" + PARENT + ";Sampled=1");
		order = order.isString() ? JsonMapper.shared().readTree(order.stringValue()) : order;
		assertThat(order.at("/fields/contextId").stringValue()).isEqualTo("case-7");
		assertThat(order.at("/fields/xrayTraceId").stringValue()).isEqualTo(ROOT);
		assertThat(order.at("/fields/traceId").stringValue()).isEqualTo(TRACE_ID);
	}

	private static String routed(String function) {
		return "{\"headers\":{\"spring.cloud.function.definition\":\"" + function + "\"}}";
	}

	private static JsonNode span(JsonNode order, String traceId) {
		for (JsonNode span : order.path("spans")) {
			if (span.path("name").stringValue().equals("lambda.function")
					&& span.path("trace").stringValue().equals(traceId)) {
				return span;
			}
		}
		throw new AssertionError(order.path("spans"));
	}

}

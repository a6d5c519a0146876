package io.contexttrace.test.leak;

import java.net.http.HttpResponse;
import java.util.List;

import io.contexttrace.test.ModelServer;
import io.contexttrace.test.operation.KnowledgeApplication;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a collector gets to see over OTLP.
 */
class SpanLeakTests {

	private static final String SECRET = "help.desk@example.com";

	private static final String CONTENT = "db.vector.query.content";

	private static final String TOOL_CONTENT = "spring.ai.tools.observations.include-content=true";

	@Test
	void theQueryOfASearchStaysInside() {
		List<Span> spans = spans("/search", "When does " + SECRET + " launch?");
		assertThat(attributes(spans)).extracting(KeyValue::getKey)
			.contains("db.vector.query.top_k", "context.id")
			.doesNotContain(CONTENT);
		assertThat(spans.toString()).doesNotContain(SECRET);
	}

	@Test
	void theQueryLeavesWithoutSecretsWhereContentIsCaptured() {
		List<Span> spans = spans("/search", "When does " + SECRET + " launch?", "context-trace.content.capture=full");
		assertThat(attributes(spans)).filteredOn((attribute) -> attribute.getKey().equals(CONTENT))
			.singleElement()
			.satisfies((attribute) -> assertThat(attribute.getValue().getStringValue()).startsWith("When does ")
				.endsWith(" launch?"));
		assertThat(spans.toString()).doesNotContain(SECRET);
	}

	@Test
	void theReceiverWouldSeeIt() {
		List<Span> spans = spans("/search", "When does " + SECRET + " launch?", "context-trace.redaction.spans=false");
		assertThat(attributes(spans)).extracting(KeyValue::getKey).contains(CONTENT);
		assertThat(spans.toString()).contains(SECRET);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/call", "/stream" })
	void whatAToolIsCalledWithStaysInside(String path) {
		List<Span> spans = spans(path, "Where is order A-1001?", TOOL_CONTENT);
		assertThat(attributes(spans)).extracting(KeyValue::getKey)
			.contains("spring.ai.tool.definition.name")
			.doesNotContain("spring.ai.tool.call.arguments", "spring.ai.tool.call.result");
	}

	@Test
	void whatAToolIsCalledWithLeavesWhereContentIsCapturedAndAskedFor() {
		List<Span> spans = spans("/call", "Where is order A-1001?", TOOL_CONTENT, "context-trace.content.capture=full");
		assertThat(attributes(spans)).extracting(KeyValue::getKey)
			.contains("spring.ai.tool.call.arguments", "spring.ai.tool.call.result");
	}

	@Test
	void exceptionsLeaveWithoutSecrets() {
		List<Span> spans = spans("/refuse", SECRET);
		assertThat(spans).flatExtracting(Span::getEventsList)
			.isNotEmpty()
			.anySatisfy((event) -> assertThat(event.toString()).contains("IllegalStateException", "Refused",
					"Caused by: java.lang.IllegalArgumentException: Nobody can answer "));
		assertThat(spans.toString()).doesNotContain(SECRET);
	}

	private static List<Span> spans(String path, String message, String... properties) {
		try (ModelServer model = ModelServer.start();
				SpanReceiver receiver = SpanReceiver.start();
				ConfigurableApplicationContext application = KnowledgeApplication.run(model.url(),
						receiver.properties(properties))) {
			HttpResponse<String> response = KnowledgeApplication.get(application, path, message);
			return receiver.trace(response.headers().firstValue("X-Trace-Id").orElseThrow());
		}
	}

	private static List<KeyValue> attributes(List<Span> spans) {
		return spans.stream().flatMap((span) -> span.getAttributesList().stream()).toList();
	}

}

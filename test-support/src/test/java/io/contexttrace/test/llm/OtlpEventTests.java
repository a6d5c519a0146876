package io.contexttrace.test.llm;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.test.ModelServer;
import io.contexttrace.test.RecordedCalls;
import io.contexttrace.test.otlp.OtlpAttributes;
import io.contexttrace.test.otlp.OtlpReceiver;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A call as a collector of OpenTelemetry receives it.
 */
class OtlpEventTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final String[] WITH_EVENTS = { "context-trace.records.otlp-event=true",
			"context-trace.content.capture=full", "spring.application.name=shop" };

	@ParameterizedTest
	@ValueSource(strings = { "/call", "/stream" })
	void anEventLeavesUnderTheTraceOfTheRequest(String path) {
		Received received = ask(path, "What is a context?", WITH_EVENTS);
		assertThat(received.events).hasSize(1);
		LogRecord event = received.events.get(0);
		assertThat(event.getEventName()).isEqualTo("gen_ai.client.inference.operation.details");
		assertThat(event.getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_DEBUG);
		assertThat(OtlpAttributes.hex(event.getTraceId())).isEqualTo(received.traceId);
		assertThat(OtlpAttributes.hex(event.getSpanId())).isEqualTo(received.records.get(0).call().ids().spanId());
		assertThat(event.getTimeUnixNano()).isPositive();
		assertThat(OtlpAttributes.of(received.resource.getAttributesList())).containsEntry("service.name", "shop");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/call", "/stream" })
	void anEventTellsWhatTheRecordTells(String path) {
		Received received = ask(path, "What is a context?", WITH_EVENTS);
		LlmRecord record = received.records.get(0);
		Map<String, Object> attributes = OtlpAttributes.of(received.events.get(0).getAttributesList());
		assertThat(attributes).containsEntry("gen_ai.operation.name", "chat")
			.containsEntry("gen_ai.provider.name", "openai")
			.containsEntry("gen_ai.request.model", "test-model")
			.containsEntry("gen_ai.response.id", record.call().response().id())
			.containsEntry("gen_ai.response.finish_reasons", List.of("stop"))
			.containsEntry("context.id", "told")
			.containsEntry("context.kind", "session")
			.containsEntry("context_trace.request_id", record.call().ids().requestId())
			.containsEntry("context_trace.status", "ok")
			.doesNotContainKey("error.type");
		assertThat(attributes.get("gen_ai.usage.input_tokens")).isEqualTo(record.call().response().usage().input());
		assertThat(attributes.get("gen_ai.request.stream")).isEqualTo(path.equals("/stream") ? true : null);
		assertThat(attributes.get("gen_ai.input.messages"))
			.isEqualTo(List.of(message("user", record.content().input().get(0))));
		assertThat(attributes.get("gen_ai.output.messages"))
			.isEqualTo(List.of(message("assistant", record.content().output().get(0))));
	}

	@Test
	void anEventOfAFailureNamesIt() {
		Received received = ask("/call", "[rate-limit]", WITH_EVENTS);
		assertThat(OtlpAttributes.of(received.events.get(0).getAttributesList()))
			.containsEntry("context_trace.status", "rate_limited")
			.containsEntry("error.type", "com.openai.errors.RateLimitException");
	}

	@Test
	void anEventWithoutContentHasNoText() {
		Received received = ask("/call", "What is a secret context?", "context-trace.records.otlp-event=true");
		assertThat(received.events).hasSize(1);
		assertThat(received.events.toString()).doesNotContain("secret").doesNotContain("messages");
	}

	@Test
	void noEventLeavesByDefault() {
		assertThat(ask("/call", "What is a context?").events).isEmpty();
	}

	private static Map<String, Object> message(String role, LlmContent.Message message) {
		return Map.of("role", role, "parts", List.of(Map.of("type", "text", "content", message.text().value())));
	}

	private static Received ask(String path, String question, String... properties) {
		try (OtlpReceiver receiver = OtlpReceiver.start(); ModelServer model = ModelServer.start()) {
			String[] all = Arrays.copyOf(properties, properties.length + 1);
			all[properties.length] = "management.opentelemetry.logging.export.otlp.endpoint=" + receiver.logsUrl();
			try (ConfigurableApplicationContext application = AssistantApplication.run(model.url(), all)) {
				HttpResponse<String> response = AssistantClient.of(application)
					.get(path, question, "X-Context-Id", "told");
				RecordedCalls calls = application.getBean(RecordedCalls.class);
				assertThat(calls.await(1, TIMEOUT)).hasSize(1);
				// what has not been sent yet is sent before it is closed
				application.close();
				return Received.of(receiver, calls.records(),
						response.headers().firstValue("X-Trace-Id").orElseThrow());
			}
		}
	}

	private record Received(List<LogRecord> events, Resource resource, List<LlmRecord> records, String traceId) {

		static Received of(OtlpReceiver receiver, List<LlmRecord> records, String traceId) {
			Resource resource = receiver.logRequests()
				.stream()
				.map((request) -> request.getResourceLogs(0).getResource())
				.findFirst()
				.orElseGet(Resource::getDefaultInstance);
			return new Received(receiver.logs(), resource, records, traceId);
		}

	}

}

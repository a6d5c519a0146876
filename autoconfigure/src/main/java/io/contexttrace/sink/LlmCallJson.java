package io.contexttrace.sink;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.contexttrace.BusinessContext;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.llm.LlmRequest;
import io.contexttrace.llm.LlmResponse;
import io.contexttrace.llm.LlmUsage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Words a call as one single-line JSON object. What is not known is absent.
 */
final class LlmCallJson {

	private static final double NANOS_PER_MILLI = 1_000_000.0;

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final ServiceIdentity service;

	LlmCallJson(ServiceIdentity service) {
		this.service = service;
	}

	String write(LlmRecord record) {
		LlmCall call = record.call();
		ObjectNode json = this.mapper.createObjectNode();
		ids(json, call);
		text(json, "service", this.service.name());
		text(json, "serviceVersion", this.service.version());
		text(json, "environment", this.service.environment());
		request(json, call.request());
		response(json, record);
		timing(json, call.timing());
		content(json, record.content());
		return this.mapper.writeValueAsString(json);
	}

	private void ids(ObjectNode json, LlmCall call) {
		LlmCall.Ids ids = call.ids();
		json.put("requestId", ids.requestId());
		text(json, "parentRequestId", ids.parentRequestId());
		context(json, call.context());
		text(json, "conversationId", ids.conversationId());
		text(json, "traceId", ids.traceId());
		text(json, "spanId", ids.spanId());
		text(json, "xrayTraceId", ids.xrayTraceId());
	}

	private void context(ObjectNode json, @Nullable BusinessContext context) {
		if (context == null) {
			return;
		}
		json.put("contextId", context.id().value());
		json.put("contextKind", context.kind());
		if (context.parentId() != null) {
			json.put("parentContextId", context.parentId().value());
		}
		text(json, "userId", context.userId());
	}

	private void request(ObjectNode json, LlmRequest request) {
		json.put("operation", request.operation());
		text(json, "provider", request.provider());
		text(json, "requestModel", request.model());
		json.put("stream", request.stream());
		if (!request.parameters().isEmpty()) {
			ObjectNode parameters = json.putObject("parameters");
			for (Map.Entry<String, Object> parameter : request.parameters().entrySet()) {
				parameters.putPOJO(parameter.getKey(), parameter.getValue());
			}
		}
	}

	private void response(ObjectNode json, LlmRecord record) {
		LlmCall call = record.call();
		LlmResponse response = call.response();
		text(json, "responseModel", response.model());
		text(json, "responseId", response.id());
		json.put("status", call.outcome().status().value());
		text(json, "errorType", call.outcome().errorType());
		text(json, "errorMessage", record.errorMessage());
		if (!response.finishReasons().isEmpty()) {
			response.finishReasons().forEach(json.putArray("finishReasons")::add);
		}
		usage(json.putObject("usage"), response.usage());
	}

	private void usage(ObjectNode json, LlmUsage usage) {
		number(json, "input", usage.input());
		number(json, "output", usage.output());
		number(json, "cacheRead", usage.cacheRead());
		number(json, "cacheWrite", usage.cacheWrite());
		number(json, "reasoning", usage.reasoning());
		json.put("reported", usage.isReported());
	}

	private void timing(ObjectNode json, LlmCall.Timing timing) {
		json.put("startedAt", timing.startedAt().toString());
		json.put("durationMs", millis(timing.duration()));
		if (timing.timeToFirstChunk() != null) {
			json.put("timeToFirstChunkMs", millis(timing.timeToFirstChunk()));
		}
		number(json, "chunks", timing.chunks());
	}

	private void content(ObjectNode json, @Nullable LlmContent content) {
		if (content != null) {
			ObjectNode node = json.putObject("content");
			messages(node, "input", content.input());
			messages(node, "output", content.output());
		}
	}

	private void messages(ObjectNode json, String name, List<LlmContent.Message> messages) {
		for (LlmContent.Message message : messages) {
			ObjectNode node = json.withArray(name).addObject();
			node.put("role", message.role());
			node.put("size", message.text().size());
			text(node, "text", message.text().value());
		}
	}

	private static double millis(Duration duration) {
		return duration.toNanos() / NANOS_PER_MILLI;
	}

	private static void text(ObjectNode json, String name, @Nullable String value) {
		if (value != null) {
			json.put(name, value);
		}
	}

	private static void number(ObjectNode json, String name, @Nullable Long value) {
		if (value != null) {
			json.put(name, value);
		}
	}

}

package io.contexttrace.sink;

import java.util.Map;

import io.contexttrace.BusinessContext;
import io.contexttrace.Prompt;
import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.FeedbackRecord;
import io.contexttrace.llm.JudgedCall;
import io.contexttrace.llm.LlmCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Words feedback as one single-line JSON object. What OpenTelemetry's GenAI conventions
 * have a name for is called so, the ids are called as in the records of calls. What is
 * not known is absent.
 */
final class EvaluationJson {

	private static final String EVENT = "gen_ai.evaluation.result";

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final ServiceIdentity service;

	EvaluationJson(ServiceIdentity service) {
		this.service = service;
	}

	String write(FeedbackRecord record) {
		Feedback feedback = record.feedback();
		ObjectNode json = this.mapper.createObjectNode();
		json.put("event", EVENT);
		json.put("at", feedback.at().toString());
		json.put("gen_ai.evaluation.name", feedback.name());
		verdict(json, feedback.verdict());
		json.put("source", feedback.source());
		ids(json, feedback.target(), record.call());
		if (record.call() != null) {
			model(json, record.call());
			prompt(json, record.call().prompt());
		}
		text(json, "service", this.service.name());
		text(json, "serviceVersion", this.service.version());
		text(json, "environment", this.service.environment());
		redactions(json, record.redactions());
		return this.mapper.writeValueAsString(json);
	}

	private static void verdict(ObjectNode json, Feedback.Verdict verdict) {
		if (verdict.score() != null) {
			json.put("gen_ai.evaluation.score.value", verdict.score());
		}
		text(json, "gen_ai.evaluation.score.label", verdict.label());
		text(json, "gen_ai.evaluation.explanation", verdict.comment());
	}

	private static void ids(ObjectNode json, Feedback.Target target, @Nullable JudgedCall call) {
		if (target.isCall() && call != null) {
			LlmCall.Ids ids = call.ids();
			text(json, "requestId", ids.requestId());
			text(json, "parentRequestId", ids.parentRequestId());
			text(json, "gen_ai.conversation.id", ids.conversationId());
			text(json, "gen_ai.response.id", call.model().responseId());
			text(json, "traceId", ids.traceId());
			text(json, "spanId", ids.spanId());
		}
		else {
			text(json, "requestId", target.requestId());
			text(json, "gen_ai.response.id", target.responseId());
		}
		context(json, target, (call != null) ? call.context() : null);
	}

	private static void context(ObjectNode json, Feedback.Target target, @Nullable BusinessContext known) {
		if (known != null) {
			json.put("contextId", known.id().value());
			json.put("contextKind", known.kind());
			text(json, "userId", known.userId());
		}
		else if (target.contextId() != null) {
			json.put("contextId", target.contextId().value());
		}
	}

	private static void model(ObjectNode json, JudgedCall call) {
		json.put("gen_ai.operation.name", call.model().operation());
		text(json, "gen_ai.provider.name", call.model().provider());
		text(json, "gen_ai.request.model", call.model().requested());
		text(json, "gen_ai.response.model", call.model().answered());
	}

	private static void prompt(ObjectNode json, @Nullable Prompt prompt) {
		if (prompt != null) {
			json.put("gen_ai.prompt.name", prompt.name());
			text(json, "gen_ai.prompt.version", prompt.version());
			text(json, "gen_ai.prompt.variant", prompt.variant());
		}
	}

	private static void redactions(ObjectNode json, Map<String, Integer> redactions) {
		if (!redactions.isEmpty()) {
			redactions.forEach(json.putObject("redactions")::put);
		}
	}

	private static void text(ObjectNode json, String name, @Nullable String value) {
		if (value != null) {
			json.put(name, value);
		}
	}

}

package io.contexttrace.feedback;

import java.util.Set;

import io.contexttrace.ContextId;
import io.contexttrace.llm.Feedback;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads feedback out of JSON that arrived from outside, which may be anything. Safe for
 * use by several threads.
 */
final class FeedbackParser {

	private static final Set<String> FIELDS = Set.of("requestId", "responseId", "contextId", "name", "score", "label",
			"comment");

	private final JsonMapper mapper = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	Feedback parse(byte[] body) throws InvalidFeedbackException {
		JsonNode json = read(body);
		for (String field : json.propertyNames()) {
			if (!FIELDS.contains(field)) {
				throw new InvalidFeedbackException("There is a field that feedback does not have");
			}
		}
		String name = text(json, "name");
		if (name == null) {
			throw new InvalidFeedbackException("The name is missing");
		}
		try {
			return feedback(json, name);
		}
		catch (IllegalArgumentException ex) {
			// of our own values, which name no text
			throw new InvalidFeedbackException(String.valueOf(ex.getMessage()));
		}
	}

	private JsonNode read(byte[] body) throws InvalidFeedbackException {
		try {
			JsonNode json = this.mapper.readTree(body);
			if (json.isObject()) {
				return json;
			}
		}
		catch (JacksonException ex) {
			throw new InvalidFeedbackException("The body is not valid JSON");
		}
		throw new InvalidFeedbackException("The body is not a JSON object");
	}

	private static Feedback feedback(JsonNode json, String name) throws InvalidFeedbackException {
		Feedback.Target target = new Feedback.Target(text(json, "requestId"), text(json, "responseId"),
				contextId(text(json, "contextId")));
		Feedback.Verdict verdict = new Feedback.Verdict(score(json.path("score")), text(json, "label"),
				text(json, "comment"));
		if (verdict.isEmpty()) {
			throw new InvalidFeedbackException("A score, a label or a comment is needed");
		}
		return Feedback.of(target, name).with(verdict);
	}

	private static @Nullable ContextId contextId(@Nullable String text) throws InvalidFeedbackException {
		ContextId id = ContextId.parse(text);
		if (text != null && id == null) {
			throw new InvalidFeedbackException("The context id is not one");
		}
		return id;
	}

	private static @Nullable Double score(JsonNode json) throws InvalidFeedbackException {
		if (json.isMissingNode() || json.isNull()) {
			return null;
		}
		if (!json.isNumber()) {
			throw new InvalidFeedbackException("The score is not a number");
		}
		return json.numberValue().doubleValue();
	}

	private static @Nullable String text(JsonNode json, String field) throws InvalidFeedbackException {
		JsonNode value = json.path(field);
		if (value.isMissingNode() || value.isNull()) {
			return null;
		}
		if (!value.isString()) {
			throw new InvalidFeedbackException("The " + field + " is not a text");
		}
		return value.stringValue();
	}

}

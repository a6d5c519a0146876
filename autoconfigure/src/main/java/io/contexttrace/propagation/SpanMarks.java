package io.contexttrace.propagation;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.Prompt;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;

/**
 * The attributes that tell which context a span belongs to.
 */
final class SpanMarks {

	private static final AttributeKey<String> ID = AttributeKey.stringKey("context.id");

	private static final AttributeKey<String> KIND = AttributeKey.stringKey("context.kind");

	private static final AttributeKey<String> PARENT_ID = AttributeKey.stringKey("context.parent.id");

	private static final AttributeKey<String> USER = AttributeKey.stringKey("enduser.pseudo.id");

	private static final AttributeKey<String> ATTEMPT = AttributeKey.stringKey("context.attempt");

	private static final AttributeKey<String> PROMPT_NAME = AttributeKey.stringKey("gen_ai.prompt.name");

	private static final AttributeKey<String> PROMPT_VERSION = AttributeKey.stringKey("gen_ai.prompt.version");

	private static final AttributeKey<String> PROMPT_VARIANT = AttributeKey.stringKey("gen_ai.prompt.variant");

	private SpanMarks() {
	}

	static void mark(Span span, ContextSnapshot held) {
		if (held.context() != null) {
			mark(span, held.context());
		}
		Prompt prompt = held.nearestPrompt();
		if (prompt != null) {
			mark(span, prompt);
		}
	}

	private static void mark(Span span, Prompt prompt) {
		span.setAttribute(PROMPT_NAME, prompt.name());
		if (prompt.version() != null) {
			span.setAttribute(PROMPT_VERSION, prompt.version());
		}
		if (prompt.variant() != null) {
			span.setAttribute(PROMPT_VARIANT, prompt.variant());
		}
	}

	private static void mark(Span span, BusinessContext context) {
		span.setAttribute(ID, context.id().value());
		span.setAttribute(KIND, context.kind());
		if (context.parentId() != null) {
			span.setAttribute(PARENT_ID, context.parentId().value());
		}
		if (context.userId() != null) {
			span.setAttribute(USER, context.userId());
		}
		String attempt = context.attributes().get(BusinessContext.ATTEMPT);
		if (attempt != null) {
			span.setAttribute(ATTEMPT, attempt);
		}
	}

}

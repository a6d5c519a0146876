package io.contexttrace.propagation;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.Prompt;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/**
 * Gives each span the context that it is started under, as attributes {@code context.id},
 * {@code context.kind}, {@code context.parent.id} and, as OpenTelemetry names a
 * pseudonym, {@code enduser.pseudo.id}; and the prompt template, as
 * {@code gen_ai.prompt.name}, {@code gen_ai.prompt.version} and
 * {@code gen_ai.prompt.variant}.
 */
public final class ContextSpanProcessor implements SpanProcessor {

	private static final AttributeKey<String> ID = AttributeKey.stringKey("context.id");

	private static final AttributeKey<String> KIND = AttributeKey.stringKey("context.kind");

	private static final AttributeKey<String> PARENT_ID = AttributeKey.stringKey("context.parent.id");

	private static final AttributeKey<String> USER = AttributeKey.stringKey("enduser.pseudo.id");

	private static final AttributeKey<String> PROMPT_NAME = AttributeKey.stringKey("gen_ai.prompt.name");

	private static final AttributeKey<String> PROMPT_VERSION = AttributeKey.stringKey("gen_ai.prompt.version");

	private static final AttributeKey<String> PROMPT_VARIANT = AttributeKey.stringKey("gen_ai.prompt.variant");

	@Override
	public void onStart(Context parentContext, ReadWriteSpan span) {
		ContextSnapshot held = CurrentContext.capture();
		if (held.context() != null) {
			mark(span, held.context());
		}
		Prompt prompt = held.nearestPrompt();
		if (prompt != null) {
			mark(span, prompt);
		}
	}

	private static void mark(ReadWriteSpan span, Prompt prompt) {
		span.setAttribute(PROMPT_NAME, prompt.name());
		if (prompt.version() != null) {
			span.setAttribute(PROMPT_VERSION, prompt.version());
		}
		if (prompt.variant() != null) {
			span.setAttribute(PROMPT_VARIANT, prompt.variant());
		}
	}

	private static void mark(ReadWriteSpan span, BusinessContext context) {
		span.setAttribute(ID, context.id().value());
		span.setAttribute(KIND, context.kind());
		if (context.parentId() != null) {
			span.setAttribute(PARENT_ID, context.parentId().value());
		}
		if (context.userId() != null) {
			span.setAttribute(USER, context.userId());
		}
	}

	@Override
	public boolean isStartRequired() {
		return true;
	}

	@Override
	public void onEnd(ReadableSpan span) {
	}

	@Override
	public boolean isEndRequired() {
		return false;
	}

}

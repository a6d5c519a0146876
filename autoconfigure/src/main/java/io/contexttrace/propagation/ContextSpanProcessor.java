package io.contexttrace.propagation;

import io.contexttrace.BusinessContext;
import io.contexttrace.CurrentContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/**
 * Gives each span the context that it is started under, as attributes {@code context.id},
 * {@code context.kind}, {@code context.parent.id} and, as OpenTelemetry names a
 * pseudonym, {@code enduser.pseudo.id}.
 */
public final class ContextSpanProcessor implements SpanProcessor {

	private static final AttributeKey<String> ID = AttributeKey.stringKey("context.id");

	private static final AttributeKey<String> KIND = AttributeKey.stringKey("context.kind");

	private static final AttributeKey<String> PARENT_ID = AttributeKey.stringKey("context.parent.id");

	private static final AttributeKey<String> USER = AttributeKey.stringKey("enduser.pseudo.id");

	@Override
	public void onStart(Context parentContext, ReadWriteSpan span) {
		BusinessContext context = CurrentContext.get();
		if (context == null) {
			return;
		}
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

package io.contexttrace.propagation;

import io.contexttrace.CurrentContext;
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

	@Override
	public void onStart(Context parentContext, ReadWriteSpan span) {
		SpanMarks.mark(span, CurrentContext.capture());
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

package io.contexttrace.leak.span;

import java.util.function.UnaryOperator;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/**
 * A span that has ended, without its secrets. They are taken out when it is read, which
 * is on the thread that exports it.
 *
 * @param span the span
 * @param redaction takes the secrets out
 */
record RedactedSpan(ReadableSpan span, UnaryOperator<SpanData> redaction) implements ReadableSpan {

	@Override
	public SpanContext getSpanContext() {
		return this.span.getSpanContext();
	}

	@Override
	public SpanContext getParentSpanContext() {
		return this.span.getParentSpanContext();
	}

	@Override
	public String getName() {
		return toSpanData().getName();
	}

	@Override
	public SpanData toSpanData() {
		return this.redaction.apply(this.span.toSpanData());
	}

	@Override
	@Deprecated
	@SuppressWarnings("InlineMeSuggester")
	public io.opentelemetry.sdk.common.InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
		return this.span.getInstrumentationLibraryInfo();
	}

	@Override
	public InstrumentationScopeInfo getInstrumentationScopeInfo() {
		return this.span.getInstrumentationScopeInfo();
	}

	@Override
	public boolean hasEnded() {
		return this.span.hasEnded();
	}

	@Override
	public long getLatencyNanos() {
		return this.span.getLatencyNanos();
	}

	@Override
	public SpanKind getKind() {
		return this.span.getKind();
	}

	@Override
	public <T> @Nullable T getAttribute(AttributeKey<T> key) {
		return getAttributes().get(key);
	}

	@Override
	public Attributes getAttributes() {
		return toSpanData().getAttributes();
	}

}

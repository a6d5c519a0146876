package io.contexttrace.propagation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/**
 * Exports a span whose sender had no span of its own as one without a parent.
 *
 * @param delegate the application's exporter
 */
public record RootedSpanExporter(SpanExporter delegate) implements SpanExporter {

	@Override
	public CompletableResultCode export(Collection<SpanData> spans) {
		return this.delegate.export(spans.stream().anyMatch(RootedSpanExporter::isRoot) ? rooted(spans) : spans);
	}

	@Override
	public CompletableResultCode flush() {
		return this.delegate.flush();
	}

	@Override
	public CompletableResultCode shutdown() {
		return this.delegate.shutdown();
	}

	private static List<SpanData> rooted(Collection<SpanData> spans) {
		List<SpanData> rooted = new ArrayList<>(spans.size());
		spans.forEach((span) -> rooted.add(isRoot(span) ? new RootSpan(span) : span));
		return rooted;
	}

	private static boolean isRoot(SpanData span) {
		return span.getParentSpanContext() instanceof RemoteSpanContext remote && !remote.hasSpan();
	}

	/**
	 * A span without a parent.
	 */
	private static final class RootSpan extends DelegatingSpanData {

		RootSpan(SpanData span) {
			super(span);
		}

		@Override
		public SpanContext getParentSpanContext() {
			return SpanContext.getInvalid();
		}

	}

}

package io.contexttrace.hop.tracing;

import java.util.Map;
import java.util.stream.Stream;

import io.contexttrace.test.otlp.OtlpAttributes;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;

/**
 * A span as it arrived at a collector.
 *
 * @param name its name
 * @param kind what it is about
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 * @param parentSpanId 16 hexadecimal digits, or an empty text for the first of a trace
 * @param traceState the tracestate
 * @param attributes its attributes
 * @param resource the attributes of the service that sent it
 */
record CollectedSpan(String name, Span.SpanKind kind, String traceId, String spanId, String parentSpanId,
		String traceState, Map<String, Object> attributes, Map<String, Object> resource) {

	static Stream<CollectedSpan> all(ExportTraceServiceRequest request) {
		return request.getResourceSpansList()
			.stream()
			.flatMap((spans) -> spans.getScopeSpansList()
				.stream()
				.flatMap((scope) -> scope.getSpansList().stream())
				.map((span) -> of(span, spans)));
	}

	private static CollectedSpan of(Span span, ResourceSpans spans) {
		return new CollectedSpan(span.getName(), span.getKind(), OtlpAttributes.hex(span.getTraceId()),
				OtlpAttributes.hex(span.getSpanId()), OtlpAttributes.hex(span.getParentSpanId()), span.getTraceState(),
				OtlpAttributes.of(span.getAttributesList()),
				OtlpAttributes.of(spans.getResource().getAttributesList()));
	}

	boolean isServer() {
		return this.kind == Span.SpanKind.SPAN_KIND_SERVER;
	}

	boolean isClient() {
		return this.kind == Span.SpanKind.SPAN_KIND_CLIENT;
	}

}

package io.contexttrace.test.otlp;

import java.util.List;
import java.util.Map;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What OpenTelemetry's exporter sends is what the receiver shows.
 */
class OtlpReceiverTests {

	@ParameterizedTest
	@ValueSource(strings = { "none", "gzip" })
	void showsWhatAnExporterSends(String compression) {
		try (OtlpReceiver receiver = OtlpReceiver.start()) {
			String traceId = export(receiver.tracesUrl(), compression);
			List<Span> spans = receiver.spans();
			assertThat(spans).hasSize(1);
			assertThat(spans.get(0).getName()).isEqualTo("work");
			assertThat(OtlpAttributes.hex(spans.get(0).getTraceId())).isEqualTo(traceId);
			assertThat(OtlpAttributes.of(spans.get(0).getAttributesList()))
				.isEqualTo(Map.of("text", "a", "number", 4L, "share", 0.5, "flag", true));
		}
	}

	private static String export(String url, String compression) {
		OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
			.setEndpoint(url)
			.setCompression(compression);
		try (SdkTracerProvider provider = SdkTracerProvider.builder()
			.addSpanProcessor(SimpleSpanProcessor.create(exporter.build()))
			.build()) {
			io.opentelemetry.api.trace.Span span = provider.get("test").spanBuilder("work").startSpan();
			span.setAllAttributes(
					Attributes.builder().put("text", "a").put("number", 4).put("share", 0.5).put("flag", true).build());
			span.end();
			return span.getSpanContext().getTraceId();
		}
	}

}

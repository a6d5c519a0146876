package io.contexttrace.header;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import io.contexttrace.TraceReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads the vectors in {@code trace-headers.tsv}, each with its source.
 */
class TraceFormatsTests {

	private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final String SPAN_ID = "00f067aa0ba902b7";

	static Stream<Vector> vectors() throws IOException {
		try (InputStream in = Objects
			.requireNonNull(TraceFormatsTests.class.getResourceAsStream("trace-headers.tsv"))) {
			String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
			return text.lines().filter((line) -> !line.startsWith("#")).map(Vector::of).toList().stream();
		}
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void readsTheVectors(Vector vector) {
		ReceivedTrace trace = vector.format().read(vector.carrier(), new MapHeaders.Getter());
		if (vector.traceId().isEmpty()) {
			assertThat(trace).isNull();
			return;
		}
		assertThat(trace).isNotNull();
		assertThat(trace.traceId()).isEqualTo(vector.traceId());
		assertThat(Objects.requireNonNullElse(trace.spanId(), "")).isEqualTo(vector.spanId());
		assertThat(trace.sampling().name()).isEqualToIgnoringCase(vector.sampling());
		boolean w3c = vector.format() == TraceFormat.W3C;
		assertThat(Objects.requireNonNullElse(w3c ? trace.traceState() : trace.xrayFields(), ""))
			.isEqualTo(vector.rest());
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void whatIsReadCanBeWrittenAndReadAgain(Vector vector) {
		ReceivedTrace trace = vector.format().read(vector.carrier(), new MapHeaders.Getter());
		if (trace == null || trace.spanId() == null || trace.sampling() == SamplingDecision.UNDECIDED) {
			return;
		}
		byte flags = (byte) (((trace.sampling() == SamplingDecision.SAMPLED) ? 1 : 0) | (trace.randomId() ? 2 : 0));
		MapHeaders carrier = MapHeaders.of();
		vector.format()
			.write(new SentTrace(trace.traceId(), trace.spanId(), flags, trace.traceState(), trace.xrayFields()),
					carrier, MapHeaders::set);
		assertThat(vector.format().read(carrier, new MapHeaders.Getter())).isEqualTo(trace);
	}

	@Test
	void theFirstValidFormatCounts() {
		MapHeaders carrier = MapHeaders.of("traceparent", "00-" + TRACE_ID + "-" + SPAN_ID + "-01", "b3",
				"80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-0", "X-Amzn-Trace-Id", "Root=nonsense");
		assertThat(read(carrier, TraceFormat.XRAY, TraceFormat.B3, TraceFormat.W3C))
			.isEqualTo("80f198ee56343ba864fe8b2a57d3eff7");
		assertThat(read(carrier, TraceFormat.W3C, TraceFormat.B3)).isEqualTo(TRACE_ID);
		assertThat(read(carrier, TraceFormat.XRAY, TraceFormat.B3_MULTI)).isNull();
		assertThat(read(carrier)).isNull();
	}

	@Test
	void whatIsKeptCanBeSentOn() {
		MapHeaders carrier = MapHeaders.of("traceparent", "00-" + TRACE_ID + "-" + SPAN_ID + "-01", "tracestate",
				"foo=1 \t,\tbar=2", "X-B3-TraceId", TRACE_ID, "X-B3-SpanId", SPAN_ID, "X-B3-Sampled", "\u20ac",
				"X-B3-Flags", "1\r\nforged: line");
		TraceReference kept = TraceFormats.DEFAULT.readReference(carrier, new MapHeaders.Getter());
		assertThat(kept).isNotNull();
		assertThat(kept.headers()).containsOnlyKeys("traceparent", "tracestate", "X-B3-TraceId", "X-B3-SpanId")
			.containsEntry("tracestate", "foo=1 \t,\tbar=2");
	}

	@Test
	void allProducedFormatsAreWritten() {
		MapHeaders carrier = MapHeaders.of();
		new TraceFormats(List.of(), List.of(TraceFormat.values()))
			.write(new SentTrace(TRACE_ID, SPAN_ID, (byte) 3, "a=b", "Lineage=1:a87bd80c:0"), carrier, MapHeaders::set);
		assertThat(carrier.get("traceparent")).isEqualTo("00-" + TRACE_ID + "-" + SPAN_ID + "-03");
		assertThat(carrier.get("tracestate")).isEqualTo("a=b");
		assertThat(carrier.get("X-Amzn-Trace-Id")).isEqualTo(
				"Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=" + SPAN_ID + ";Sampled=1;Lineage=1:a87bd80c:0");
		assertThat(carrier.get("b3")).isEqualTo(TRACE_ID + "-" + SPAN_ID + "-1");
		assertThat(carrier.get("X-B3-TraceId")).isEqualTo(TRACE_ID);
		assertThat(carrier.get("X-B3-SpanId")).isEqualTo(SPAN_ID);
		assertThat(carrier.get("X-B3-Sampled")).isEqualTo("1");
	}

	@ParameterizedTest
	@EnumSource(TraceFormat.class)
	void everyFormatSaysWhichHeadersItHas(TraceFormat format) {
		MapHeaders carrier = MapHeaders.of();
		format.write(new SentTrace(TRACE_ID, SPAN_ID, (byte) 0, "a=b", ""), carrier, MapHeaders::set);
		assertThat(format.fields()).containsAll(carrier.names());
	}

	@Test
	void fieldsOfXRayThatDoNotFitAreLeftOutWhole() {
		String longField = "long=" + "y".repeat(130);
		String header = XRayTraceHeader.format("1-4bf92f35-77b34da6a3ce929d0e0e4736", SPAN_ID, SamplingDecision.SAMPLED,
				"Lineage=1:a87bd80c:0;" + longField + ";" + longField + ";last=1");
		assertThat(header).hasSizeLessThanOrEqualTo(256).endsWith(";Lineage=1:a87bd80c:0;" + longField + ";last=1");
	}

	private static @Nullable String read(MapHeaders carrier, TraceFormat... consumed) {
		ReceivedTrace trace = new TraceFormats(List.of(consumed), List.of()).read(carrier, new MapHeaders.Getter());
		return (trace != null) ? trace.traceId() : null;
	}

	record Vector(TraceFormat format, MapHeaders carrier, String traceId, String spanId, String sampling, String rest,
			String line) {

		static Vector of(String line) {
			String[] columns = line.split("\t", -1);
			MapHeaders carrier = MapHeaders.of();
			for (String header : columns[1].split(" \\| ", -1)) {
				int colon = header.indexOf(": ");
				carrier.add(header.substring(0, colon), header.substring(colon + 2).replace("\\t", "\t"));
			}
			assertThat(columns[6]).as("source").isNotEmpty();
			return new Vector(TraceFormat.valueOf(columns[0].toUpperCase(Locale.ROOT)), carrier, columns[2], columns[3],
					columns[4], columns[5].replace("\\t", "\t"), line);
		}

		@Override
		public String toString() {
			return this.line.substring(0, Math.min(100, this.line.length()));
		}

	}

}

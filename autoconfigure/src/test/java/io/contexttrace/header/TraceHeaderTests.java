package io.contexttrace.header;

import java.util.Map;
import java.util.Objects;

import io.contexttrace.TraceReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TraceHeaderTests {

	private static final String ROOT = "1-67891233-abcdef012345678912345678";

	private static final String TRACE_ID = "67891233abcdef012345678912345678";

	@ParameterizedTest
	@ValueSource(strings = { "Root=" + ROOT, "Root=" + ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1",
			"Sampled=1;Parent=53995c3f42cd8ad8;Root=" + ROOT, "  Sampled=?  ;  Root=" + ROOT + "  ;",
			"rOOt=1-67891233-ABCDEF012345678912345678;sampled=0",
			"Self=1-00000000-000000000000000000000000;Root=" + ROOT + ";Lineage=a87bd80c:1|68fd508a:5|c512fbe3:2",
			"Root = " + ROOT, "RootX=1;Root=" + ROOT + ";Root=1-0-0", ";;;Root=" + ROOT })
	void rootIsFoundWhereverItStands(String header) {
		XRayTraceHeader parsed = Objects.requireNonNull(XRayTraceHeader.parse(header));
		assertThat(parsed.root()).isEqualTo(ROOT);
		assertThat(parsed.traceId()).isEqualTo(TRACE_ID);
		assertThat(parsed.value()).isEqualTo(header);
		assertThat(reference("X-Amzn-Trace-Id", header).headers()).isEqualTo(Map.of("X-Amzn-Trace-Id", header));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "Root=", "Root", ROOT, "Parent=53995c3f42cd8ad8;Sampled=1",
			"Root=2-67891233-abcdef012345678912345678", "Root=1-6789123-abcdef012345678912345678",
			"Root=1-67891233-abcdef01234567891234567g", "Root=1-67891233_abcdef012345678912345678",
			"Root=1-67891233-abcdef0123456789123456789", "Root=\uFF11-67891233-abcdef012345678912345678",
			"Root=" + ROOT + "\r\nforged: x", "Root=" + ROOT + ";x=ä" })
	void anythingElseIsNoHeader(@Nullable String header) {
		assertThat(XRayTraceHeader.parse(header)).isNull();
	}

	@Test
	void lengthIsBounded() {
		String header = "Root=" + ROOT + ";x=";
		assertThat(XRayTraceHeader.parse(header + "y".repeat(1024 - header.length()))).isNotNull();
		assertThat(XRayTraceHeader.parse(header + "y".repeat(1025 - header.length()))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Root=" + ROOT, "Root=" + ROOT + ";Sampled=0", "Root=" + ROOT + ";Sampled=?",
			"Root=" + ROOT + ";Sampled=11" })
	void sampledIsOnlyWhatSaysSo(String header) {
		assertThat(reference("X-Amzn-Trace-Id", header).sampled()).isFalse();
		assertThat(reference("X-Amzn-Trace-Id", "Sampled=1;Root=" + ROOT).sampled()).isTrue();
	}

	@Test
	void formattedHeaderIsRead() {
		assertThat(XRayTraceHeader.format(ROOT, "53995c3f42cd8ad8", true))
			.isEqualTo("Root=" + ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1");
		assertThat(XRayTraceHeader.format(XRayTraceHeader.rootOf(TRACE_ID), null, false))
			.isEqualTo("Root=" + ROOT + ";Sampled=0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "01", "03", "ff" })
	void traceParentIsRead(String flags) {
		assertThat(read("traceparent", "00-" + TRACE_ID + "-53995c3f42cd8ad8-" + flags)).isEqualTo(new TraceReference(
				TRACE_ID, ROOT, true, Map.of("traceparent", "00-" + TRACE_ID + "-53995c3f42cd8ad8-" + flags)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "00", "02" })
	void traceParentMayBeUnsampled(String flags) {
		TraceReference trace = read("traceparent", "00-" + TRACE_ID + "-53995c3f42cd8ad8-" + flags);
		assertThat(Objects.requireNonNull(trace).sampled()).isFalse();
	}

	@Test
	void laterVersionsMayHaveMore() {
		assertThat(read("traceparent", "01-" + TRACE_ID + "-53995c3f42cd8ad8-01-more")).isNotNull();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "00", "00-" + TRACE_ID, "00-" + TRACE_ID + "-53995c3f42cd8ad8",
			"00-" + TRACE_ID + "-53995c3f42cd8ad8-0", "00-" + TRACE_ID + "-53995c3f42cd8ad8-01-more",
			"00-" + TRACE_ID + "-53995c3f42cd8ad8-012", "ff-" + TRACE_ID + "-53995c3f42cd8ad8-01",
			"00-00000000000000000000000000000000-53995c3f42cd8ad8-01", "00-" + TRACE_ID + "-0000000000000000-01",
			"00-67891233ABCDEF012345678912345678-53995c3f42cd8ad8-01", " 00-" + TRACE_ID + "-53995c3f42cd8ad8-01",
			"00-" + TRACE_ID + "-53995c3f42cd8ad8-01\n" })
	void anythingElseIsNoTraceParent(@Nullable String header) {
		assertThat(read("traceparent", header)).isNull();
	}

	private static TraceReference reference(String name, String header) {
		return Objects.requireNonNull(read(name, header));
	}

	private static @Nullable TraceReference read(String name, @Nullable String header) {
		MapHeaders carrier = (header != null) ? MapHeaders.of(name, header) : MapHeaders.of();
		return TraceFormats.DEFAULT.readReference(carrier, new MapHeaders.Getter());
	}

}

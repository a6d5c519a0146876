package io.contexttrace.header;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.Prompt;
import io.contexttrace.RecordingListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds of every reader of headers, whatever text it is given.
 */
final class HeaderProperties {

	private static final ContextHeaders HEADERS = new ContextHeaders(HeaderNames.DEFAULT, "session",
			TrustPolicy.validSyntax(), new RecordingListener());

	private static final HeaderGuard GUARD = new HeaderGuard(HeaderNames.DEFAULT, new RecordingListener());

	private static final OutgoingHosts HOSTS = OutgoingHosts.of(List.of("*"), List.of("*.example.com", "[::1]"), false);

	private HeaderProperties() {
	}

	static Map<String, Consumer<String>> all() {
		Map<String, Consumer<String>> all = new LinkedHashMap<>();
		all.put("ContextId", ContextId::parse);
		all.put("kind", BusinessContext::isKind);
		all.put("X-Amzn-Trace-Id", HeaderProperties::xray);
		all.put("traceparent", (text) -> trace(TraceFormat.W3C, text, "congo=t61rcWkgMzE"));
		all.put("tracestate",
				(text) -> trace(TraceFormat.W3C, "00-67891233abcdef012345678912345678-53995c3f42cd8ad8-01", text));
		all.put("b3", (text) -> trace(TraceFormat.B3, text));
		all.put("X-B3", (text) -> trace(TraceFormat.B3_MULTI, text, text, text, text));
		all.put("X-B3-Sampled",
				(text) -> trace(TraceFormat.B3_MULTI, "67891233abcdef012345678912345678", "53995c3f42cd8ad8", text));
		all.put("baggage", HeaderProperties::baggage);
		all.put("context headers", HeaderProperties::context);
		all.put("prompt", HeaderProperties::prompt);
		all.put("host", HOSTS::allows);
		all.put("host pattern", HeaderProperties::pattern);
		all.put("header name", HeaderNames::isToken);
		return all;
	}

	// what is read, and written, and read again is the same, and written again the same
	// text
	private static void trace(TraceFormat format, String... values) {
		MapHeaders received = MapHeaders.of();
		for (int i = 0; i < values.length; i++) {
			received.set(format.fields().get(i), values[i]);
		}
		ReceivedTrace trace = format.read(received, new MapHeaders.Getter());
		if (trace == null) {
			return;
		}
		assertThat(trace.traceId()).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
		if (trace.spanId() == null) {
			return;
		}
		assertThat(trace.spanId()).matches("[0-9a-f]{16}").isNotEqualTo("0".repeat(16));
		MapHeaders sent = write(format, trace);
		ReceivedTrace again = format.read(sent, new MapHeaders.Getter());
		assertThat(again).isNotNull();
		assertThat(again.traceId()).isEqualTo(trace.traceId());
		assertThat(again.spanId()).isEqualTo(trace.spanId());
		assertThat(again.traceState()).isEqualTo(trace.traceState());
		assertThat(write(format, again).toMap()).isEqualTo(sent.toMap());
	}

	private static MapHeaders write(TraceFormat format, ReceivedTrace trace) {
		byte flags = (byte) (((trace.sampling() == SamplingDecision.SAMPLED) ? 1 : 0) | (trace.randomId() ? 2 : 0));
		MapHeaders sent = MapHeaders.of();
		format.write(new SentTrace(trace.traceId(), trace.spanId(), flags, trace.traceState(), trace.xrayFields()),
				sent, MapHeaders::set);
		return sent;
	}

	static void xray(String text) {
		trace(TraceFormat.XRAY, text);
		XRayTraceHeader header = XRayTraceHeader.parse(text);
		if (header != null) {
			assertThat(XRayTraceHeader.rootOf(header.traceId())).isEqualTo(header.root());
			String sent = XRayTraceHeader.format(header.root(), header.parent(), header.sampling(), header.fields());
			XRayTraceHeader again = XRayTraceHeader.parse(sent);
			assertThat(sent).hasSizeLessThanOrEqualTo(XRayTraceHeader.MAX_WRITTEN);
			assertThat(again).isNotNull();
			assertThat(XRayTraceHeader.format(again.root(), again.parent(), again.sampling(), again.fields()))
				.isEqualTo(sent);
		}
	}

	private static void baggage(String text) {
		String clean = GUARD.clean("baggage", text);
		if (clean != null) {
			assertThat(clean).doesNotContainPattern("(?i)=[^,]*%0[da]|[\r\n\u0000]").hasSizeLessThanOrEqualTo(8192);
			assertThat(GUARD.clean("baggage", clean)).isEqualTo(clean);
		}
	}

	private static void context(String text) {
		MapHeaders carrier = MapHeaders.of("X-Context-Id", text, "X-Context-Kind", text, "X-Context-User", text);
		BusinessContext context = HEADERS.read(carrier, new MapHeaders.Getter(), "fuzz");
		if (context != null) {
			assertThat(context.id().value()).isEqualTo(text).matches("[!-~]{1,128}");
		}
	}

	private static void prompt(String text) {
		Prompt prompt = PromptHeader.parse(text);
		if (prompt != null) {
			assertThat(prompt.path()).hasSizeLessThan(200).doesNotContainPattern("[\\p{Cntrl}\\s;,\"%]");
			assertThat(PromptHeader.parse(PromptHeader.format(prompt))).isEqualTo(prompt);
		}
	}

	private static void pattern(String text) {
		if (OutgoingHosts.isPattern(text)) {
			new OutgoingHosts(List.of(text), List.of()).allows("crm.example.com");
		}
	}

}

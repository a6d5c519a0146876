package io.contexttrace.header;

import org.jspecify.annotations.Nullable;

/**
 * The headers of Zipkin's B3, in one header or in several.
 *
 * @see <a href="https://github.com/openzipkin/b3-propagation">B3 propagation</a>
 */
final class B3Headers {

	static final String SINGLE = "b3";

	static final String TRACE_ID = "X-B3-TraceId";

	static final String SPAN_ID = "X-B3-SpanId";

	static final String SAMPLED = "X-B3-Sampled";

	static final String FLAGS = "X-B3-Flags";

	private static final int MAX_LENGTH = 128;

	private static final int SHORT_TRACE_ID_LENGTH = 16;

	private B3Headers() {
	}

	static <C> @Nullable ReceivedTrace readSingle(C carrier, HeaderGetter<C> getter) {
		String value = getter.get(carrier, SINGLE);
		if (value == null || value.length() > MAX_LENGTH || getter.isRepeated(carrier, SINGLE)) {
			return null;
		}
		String[] parts = value.trim().split("-", -1);
		boolean complete = parts.length >= 2 && parts.length <= 4;
		return complete ? trace(parts[0], parts[1], (parts.length > 2) ? parts[2] : null) : null;
	}

	static <C> @Nullable ReceivedTrace readSeveral(C carrier, HeaderGetter<C> getter) {
		String traceId = getter.get(carrier, TRACE_ID);
		String spanId = (traceId != null) ? getter.get(carrier, SPAN_ID) : null;
		if (traceId == null || spanId == null || getter.isRepeated(carrier, TRACE_ID)
				|| getter.isRepeated(carrier, SPAN_ID)) {
			return null;
		}
		boolean debug = "1".equals(getter.get(carrier, FLAGS));
		return trace(traceId.trim(), spanId.trim(), debug ? "d" : getter.get(carrier, SAMPLED));
	}

	private static @Nullable ReceivedTrace trace(String traceId, String spanId, @Nullable String sampled) {
		boolean valid = (traceId.length() == HexText.TRACE_ID_LENGTH || traceId.length() == SHORT_TRACE_ID_LENGTH)
				&& spanId.length() == HexText.SPAN_ID_LENGTH;
		String trace = valid ? HexText.id(traceId, 0, traceId.length()) : null;
		String span = valid ? HexText.id(spanId, 0, spanId.length()) : null;
		return (trace != null && span != null) ? ReceivedTrace.of(padded(trace), span, sampling(sampled)) : null;
	}

	private static String padded(String traceId) {
		return (traceId.length() == SHORT_TRACE_ID_LENGTH) ? "0".repeat(SHORT_TRACE_ID_LENGTH) + traceId : traceId;
	}

	// a sender that says nothing has left the decision to the receiver
	private static SamplingDecision sampling(@Nullable String sampled) {
		String decision = (sampled != null) ? sampled.trim() : "";
		if (decision.equals("1") || decision.equals("d") || decision.equalsIgnoreCase("true")) {
			return SamplingDecision.SAMPLED;
		}
		boolean refused = decision.equals("0") || decision.equalsIgnoreCase("false");
		return refused ? SamplingDecision.NOT_SAMPLED : SamplingDecision.UNDECIDED;
	}

	static <C> void writeSingle(SentTrace trace, C carrier, HeaderSetter<C> setter) {
		setter.set(carrier, SINGLE, trace.traceId() + "-" + trace.spanId() + (trace.sampled() ? "-1" : "-0"));
	}

	static <C> void writeSeveral(SentTrace trace, C carrier, HeaderSetter<C> setter) {
		setter.set(carrier, TRACE_ID, trace.traceId());
		setter.set(carrier, SPAN_ID, trace.spanId());
		setter.set(carrier, SAMPLED, trace.sampled() ? "1" : "0");
	}

}

package io.contexttrace.header;

import org.jspecify.annotations.Nullable;

/**
 * The headers {@code traceparent} and {@code tracestate} of W3C trace context.
 *
 * @see <a href="https://www.w3.org/TR/trace-context-2/">W3C: Trace Context Level 2</a>
 */
public final class TraceParentHeader {

	/**
	 * The header's name.
	 */
	public static final String NAME = "traceparent";

	private static final int MAX_LENGTH = 512;

	/**
	 * Of version 00, and the least of later ones.
	 */
	private static final int LENGTH = 55;

	private static final int TRACE_ID_START = 3;

	private static final int TRACE_ID_END = 35;

	private static final int SPAN_ID_START = 36;

	private static final int SPAN_ID_END = 52;

	private static final int FLAGS_START = 53;

	private static final int SAMPLED = 1;

	private static final int RANDOM = 2;

	private TraceParentHeader() {
	}

	// who sends two parents has none
	static <C> @Nullable ReceivedTrace read(C carrier, HeaderGetter<C> getter) {
		String value = getter.get(carrier, NAME);
		if (value == null || !isValid(value) || getter.isRepeated(carrier, NAME)) {
			return null;
		}
		return trace(value, TraceStateHeader.read(carrier, getter));
	}

	static <C> void write(SentTrace trace, C carrier, HeaderSetter<C> setter) {
		String flags = (trace.flags() < 0x10) ? "-0" : "-";
		setter.set(carrier, NAME,
				"00-" + trace.traceId() + "-" + trace.spanId() + flags + Integer.toHexString(trace.flags() & 0xFF));
		if (trace.traceState() != null && !trace.traceState().isEmpty()) {
			setter.set(carrier, TraceStateHeader.NAME, trace.traceState());
		}
	}

	private static ReceivedTrace trace(String value, @Nullable String traceState) {
		int flags = HexText.octet(value, FLAGS_START);
		return new ReceivedTrace(value.substring(TRACE_ID_START, TRACE_ID_END),
				value.substring(SPAN_ID_START, SPAN_ID_END), SamplingDecision.of((flags & SAMPLED) != 0),
				(flags & RANDOM) != 0, traceState, "");
	}

	private static boolean isValid(String value) {
		return value.length() >= LENGTH && value.length() <= MAX_LENGTH && isVersion(value)
				&& value.charAt(TRACE_ID_START - 1) == '-' && HexText.isId(value, TRACE_ID_START, TRACE_ID_END)
				&& value.charAt(TRACE_ID_END) == '-' && HexText.isId(value, SPAN_ID_START, SPAN_ID_END)
				&& value.charAt(SPAN_ID_END) == '-' && HexText.isLowerCase(value, FLAGS_START, LENGTH);
	}

	// what a later version has at the end is not known, and so is not read
	private static boolean isVersion(String value) {
		if (!HexText.isLowerCase(value, 0, 2) || value.startsWith("ff")) {
			return false;
		}
		return value.length() == LENGTH
				|| (value.charAt(LENGTH) == '-' && !value.startsWith("00") && HeaderGuard.isPrintable(value));
	}

}

package io.contexttrace.header;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A form in which the ids of a trace go over the wire.
 */
public enum TraceFormat {

	/**
	 * The headers {@code traceparent} and {@code tracestate} of W3C trace context, level
	 * 2.
	 */
	W3C(TraceParentHeader.NAME, TraceStateHeader.NAME) {

		@Override
		<C> @Nullable ReceivedTrace read(C carrier, HeaderGetter<C> getter) {
			return TraceParentHeader.read(carrier, getter);
		}

		@Override
		<C> @Nullable String kept(String name, ReceivedTrace trace, C carrier, HeaderGetter<C> getter) {
			return name.equals(TraceStateHeader.NAME) ? trace.traceState() : getter.get(carrier, name);
		}

		@Override
		<C> void write(SentTrace trace, C carrier, HeaderSetter<C> setter) {
			TraceParentHeader.write(trace, carrier, setter);
		}

	},

	/**
	 * The header {@code X-Amzn-Trace-Id} of AWS X-Ray.
	 */
	XRAY(HeaderNames.XRAY_TRACE) {

		@Override
		<C> @Nullable ReceivedTrace read(C carrier, HeaderGetter<C> getter) {
			return XRayHeaderParser.trace(getter.get(carrier, HeaderNames.XRAY_TRACE));
		}

		@Override
		<C> @Nullable String kept(String name, ReceivedTrace trace, C carrier, HeaderGetter<C> getter) {
			String value = getter.get(carrier, name);
			return (value != null) ? XRayTraceHeader.passedOn(value, trace) : null;
		}

		@Override
		<C> void write(SentTrace trace, C carrier, HeaderSetter<C> setter) {
			setter.set(carrier, HeaderNames.XRAY_TRACE, XRayTraceHeader.format(XRayTraceHeader.rootOf(trace.traceId()),
					trace.spanId(), SamplingDecision.of(trace.sampled()), trace.xrayFields()));
		}

	},

	/**
	 * The one header {@code b3} of Zipkin's B3.
	 */
	B3(B3Headers.SINGLE) {

		@Override
		<C> @Nullable ReceivedTrace read(C carrier, HeaderGetter<C> getter) {
			return B3Headers.readSingle(carrier, getter);
		}

		@Override
		<C> void write(SentTrace trace, C carrier, HeaderSetter<C> setter) {
			B3Headers.writeSingle(trace, carrier, setter);
		}

	},

	/**
	 * The headers {@code X-B3-TraceId}, {@code X-B3-SpanId} and {@code X-B3-Sampled} of
	 * Zipkin's B3.
	 */
	B3_MULTI(B3Headers.TRACE_ID, B3Headers.SPAN_ID, B3Headers.SAMPLED, B3Headers.FLAGS) {

		@Override
		<C> @Nullable ReceivedTrace read(C carrier, HeaderGetter<C> getter) {
			return B3Headers.readSeveral(carrier, getter);
		}

		@Override
		<C> void write(SentTrace trace, C carrier, HeaderSetter<C> setter) {
			B3Headers.writeSeveral(trace, carrier, setter);
		}

	};

	private static final int MAX_KEPT = 8192;

	// made by List.of
	@SuppressWarnings("ImmutableEnumChecker")
	private final List<String> fields;

	TraceFormat(String... fields) {
		this.fields = List.of(fields);
	}

	/**
	 * The headers of this format.
	 * @return their names
	 */
	public List<String> fields() {
		return this.fields;
	}

	abstract <C> @Nullable ReceivedTrace read(C carrier, HeaderGetter<C> getter);

	// keep this format's headers as they came. The ids in them are valid; of the rest
	// only what any transport can carry is kept
	<C> void copy(ReceivedTrace trace, C carrier, HeaderGetter<C> getter, Map<String, String> target) {
		for (String name : this.fields) {
			String value = kept(name, trace, carrier, getter);
			if (value != null && value.length() <= MAX_KEPT && isAscii(value)) {
				target.put(name, value);
			}
		}
	}

	// a tracestate may have tabs
	private static boolean isAscii(String value) {
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if ((c < ' ' && c != '\t') || c > '~') {
				return false;
			}
		}
		return true;
	}

	<C> @Nullable String kept(String name, ReceivedTrace trace, C carrier, HeaderGetter<C> getter) {
		return getter.get(carrier, name);
	}

	abstract <C> void write(SentTrace trace, C carrier, HeaderSetter<C> setter);

}

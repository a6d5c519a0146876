package io.contexttrace.header;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.contexttrace.TraceReference;
import org.jspecify.annotations.Nullable;

/**
 * Which trace formats are read and which are written.
 *
 * @param consumed the formats that are read; of several that arrive, the first in this
 * order that is valid counts
 * @param produced the formats that are written
 */
public record TraceFormats(List<TraceFormat> consumed, List<TraceFormat> produced) {

	/**
	 * All formats are read, W3C's with preference, and that one is written.
	 */
	public static final TraceFormats DEFAULT = new TraceFormats(
			List.of(TraceFormat.W3C, TraceFormat.B3, TraceFormat.B3_MULTI, TraceFormat.XRAY), List.of(TraceFormat.W3C));

	/**
	 * Create an instance.
	 * @param consumed the formats that are read, the most credible first
	 * @param produced the formats that are written
	 */
	public TraceFormats {
		consumed = List.copyOf(consumed);
		produced = List.copyOf(produced);
	}

	/**
	 * Find the trace that a carrier brings.
	 * @param <C> the type of the carrier
	 * @param carrier what was received
	 * @param getter reads its headers
	 * @return the trace, or {@code null} if no format has a valid one
	 */
	public <C> @Nullable ReceivedTrace read(C carrier, HeaderGetter<C> getter) {
		for (TraceFormat format : this.consumed) {
			ReceivedTrace trace = format.read(carrier, getter);
			if (trace != null) {
				return trace;
			}
		}
		return null;
	}

	/**
	 * Find the trace that a carrier brings, to be held by the work on it. All its trace
	 * headers that are valid are kept, so that they can be sent on where there is no
	 * tracer. Its id in the form of X-Ray is that of {@code X-Amzn-Trace-Id}, if one
	 * came.
	 * @param <C> the type of the carrier
	 * @param carrier what was received
	 * @param getter reads its headers
	 * @return the reference, or {@code null} if no format has a valid trace
	 */
	public <C> @Nullable TraceReference readReference(C carrier, HeaderGetter<C> getter) {
		ReceivedTrace first = null;
		ReceivedTrace xray = null;
		Map<String, String> headers = Map.of();
		for (TraceFormat format : this.consumed) {
			ReceivedTrace trace = format.read(carrier, getter);
			if (trace != null) {
				headers = (first != null) ? headers : new HashMap<>();
				first = (first != null) ? first : trace;
				xray = (format == TraceFormat.XRAY) ? trace : xray;
				format.copy(trace, carrier, getter, headers);
			}
		}
		return (first != null) ? reference(first, xray, headers) : null;
	}

	private static TraceReference reference(ReceivedTrace trace, @Nullable ReceivedTrace xray,
			Map<String, String> headers) {
		String xrayTraceId = XRayTraceHeader.rootOf((xray != null) ? xray.traceId() : trace.traceId());
		return new TraceReference(trace.traceId(), xrayTraceId, trace.sampling() == SamplingDecision.SAMPLED, headers,
				(xray != null) ? xray.xrayFields() : null);
	}

	/**
	 * Write a trace in all formats that are produced. Headers that are there already are
	 * replaced.
	 * @param <C> the type of the carrier
	 * @param trace the trace that goes on
	 * @param carrier what is about to be sent
	 * @param setter writes its headers
	 */
	public <C> void write(SentTrace trace, C carrier, HeaderSetter<C> setter) {
		for (TraceFormat format : this.produced) {
			format.write(trace, carrier, setter);
		}
	}

}

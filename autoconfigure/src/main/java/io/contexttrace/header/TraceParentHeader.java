package io.contexttrace.header;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.contexttrace.TraceReference;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code traceparent} of W3C trace context, read where no tracer does it.
 */
public final class TraceParentHeader {

	/**
	 * The header's name.
	 */
	public static final String NAME = "traceparent";

	private static final int MAX_LENGTH = 512;

	private static final Pattern FORM = Pattern
		.compile("(?!ff|00.{54})[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(-.*)?");

	private TraceParentHeader() {
	}

	/**
	 * Read a header that arrived from outside, which may be anything.
	 * @param value the received text
	 * @return the trace that it refers to, or {@code null} if it refers to none
	 */
	public static @Nullable TraceReference parse(@Nullable String value) {
		if (value == null || value.length() > MAX_LENGTH) {
			return null;
		}
		Matcher matcher = FORM.matcher(value);
		return matcher.matches() ? reference(matcher.group(1), matcher.group(2)) : null;
	}

	/**
	 * Word a header for a trace.
	 * @param traceId the trace id, 32 lower-case hexadecimal digits
	 * @param spanId the span that the work goes on under, 16 lower-case hexadecimal
	 * digits
	 * @param sampled whether the trace is recorded
	 * @return the header's value
	 */
	public static String format(String traceId, String spanId, boolean sampled) {
		return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
	}

	private static TraceReference reference(String traceId, String flags) {
		boolean sampled = (Integer.parseInt(flags, 16) & 1) != 0;
		return new TraceReference(traceId, XRayTraceHeader.rootOf(traceId), sampled, Map.of());
	}

}

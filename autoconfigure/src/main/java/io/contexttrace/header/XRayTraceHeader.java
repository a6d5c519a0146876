package io.contexttrace.header;

import java.util.Objects;

import io.contexttrace.TraceReference;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code X-Amzn-Trace-Id} of AWS X-Ray, such as
 * {@code Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1}.
 * <p>
 * Fields may stand in any order, with spaces around them and names in any case; what
 * counts of a repeated field is the first one. Load balancers send a root without a
 * parent, and a field {@code Self} of their own.
 *
 * @param root the trace id, {@code 1-8 hex-24 hex} in lower case
 * @param parent the sender's span, 16 lower-case hexadecimal digits; {@code null} where
 * there is none, or none that is valid
 * @param sampling what the sender has decided: {@link SamplingDecision#UNDECIDED} for
 * {@code Sampled=?} and where the field is missing
 * @param fields all other fields, {@code Lineage} and those that are not known among
 * them, separated by semicolons, to be sent on in this header alone
 * @param value the whole header as it came
 * @see <a href=
 * "https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader">AWS:
 * tracing header</a>
 */
public record XRayTraceHeader(String root, @Nullable String parent, SamplingDecision sampling, String fields,
		String value) {

	/**
	 * The longest header that is written, in characters. Fields that do not fit are left
	 * out whole.
	 */
	public static final int MAX_WRITTEN = 256;

	/**
	 * The system property in which Lambda's runtime has the header of an invocation.
	 */
	public static final String RUNTIME_PROPERTY = "com.amazonaws.xray.traceHeader";

	/**
	 * The variable of the environment in which other runtimes of Lambda have it.
	 */
	public static final String RUNTIME_VARIABLE = "_X_AMZN_TRACE_ID";

	private static final String ROOT_KEY = "Root=";

	private static final String PARENT_KEY = "Parent=";

	private static final String SAMPLED_KEY = "Sampled=";

	/**
	 * Read a header that arrived from outside, which may be anything.
	 * @param value the received text
	 * @return the header, or {@code null} if the text has no valid root or is not one
	 */
	public static @Nullable XRayTraceHeader parse(@Nullable String value) {
		return XRayHeaderParser.header(value);
	}

	/**
	 * Word a header for a trace.
	 * @param root the trace id in the form of X-Ray
	 * @param spanId the span that the work goes on under, if any, 16 hexadecimal digits
	 * @param sampled whether the trace is recorded
	 * @return the header's value
	 */
	public static String format(String root, @Nullable String spanId, boolean sampled) {
		return format(root, spanId, SamplingDecision.of(sampled), "");
	}

	/**
	 * Word a header for a trace.
	 * @param root the trace id in the form of X-Ray
	 * @param spanId the span that the work goes on under, if any, 16 hexadecimal digits
	 * @param sampling whether the trace is recorded; left out where that is undecided
	 * @param fields other fields, as {@link #fields()} has them; those that do not fit
	 * into {@value #MAX_WRITTEN} characters are left out
	 * @return the header's value
	 */
	public static String format(String root, @Nullable String spanId, SamplingDecision sampling, String fields) {
		StringBuilder header = new StringBuilder(fields.isEmpty() ? 80 : MAX_WRITTEN);
		header.append(ROOT_KEY).append(root);
		if (spanId != null) {
			header.append(';').append(PARENT_KEY).append(spanId);
		}
		if (sampling != SamplingDecision.UNDECIDED) {
			header.append(';').append(SAMPLED_KEY).append((sampling == SamplingDecision.SAMPLED) ? '1' : '0');
		}
		if (!fields.isEmpty()) {
			appendWhole(fields, header);
		}
		return header.toString();
	}

	/**
	 * Word a header for a trace that goes on where there is no span: as it was received,
	 * if it was with such a header, and without a parent otherwise.
	 * @param trace the trace
	 * @return the header's value
	 */
	public static String format(TraceReference trace) {
		XRayTraceHeader received = parse(trace.headers().get(HeaderNames.XRAY_TRACE));
		return (received != null) ? format(received.root, received.parent, received.sampling, received.fields)
				: format(trace.xrayTraceId(), null, trace.sampled());
	}

	private static void appendWhole(String fields, StringBuilder header) {
		int from = 0;
		while (from < fields.length()) {
			int semicolon = fields.indexOf(';', from);
			int to = (semicolon < 0) ? fields.length() : semicolon;
			if (header.length() + 1 + to - from <= MAX_WRITTEN) {
				header.append(';').append(fields, from, to);
			}
			from = to + 1;
		}
	}

	/**
	 * The form that X-Ray gives to a W3C trace id.
	 * @param traceId the trace id, 32 lower-case hexadecimal digits
	 * @return {@code 1-8 hex-24 hex}
	 */
	public static String rootOf(String traceId) {
		return XRayRoot.of(traceId);
	}

	/**
	 * The trace id of this header in the form of W3C trace context.
	 * @return 32 lower-case hexadecimal digits
	 */
	public String traceId() {
		return Objects.requireNonNull(XRayRoot.traceId(this.root, 0));
	}

	// word a received trace as it goes on where there is no span to put in the place of
	// its parent: as it came, or, where that is too long, without the fields that do not
	// fit
	static String passedOn(String value, ReceivedTrace trace) {
		return (value.length() <= MAX_WRITTEN) ? value
				: format(rootOf(trace.traceId()), trace.spanId(), trace.sampling(), trace.xrayFields());
	}

}

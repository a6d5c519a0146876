package io.contexttrace.header;

import java.util.Locale;
import java.util.Map;

import io.contexttrace.TraceReference;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code X-Amzn-Trace-Id} of AWS X-Ray, such as
 * {@code Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1}.
 *
 * @param root the trace id, {@code 1-8 hex-24 hex} in lower case
 * @param value the whole header, to be sent on as it came
 */
public record XRayTraceHeader(String root, String value) {

	private static final int MAX_LENGTH = 1024;

	private static final int EPOCH_START = 2;

	private static final int EPOCH_END = 10;

	private static final int ROOT_LENGTH = 35;

	private static final int PARENT_LENGTH = 16;

	private static final String ROOT_KEY = "Root=";

	private static final String PARENT_KEY = "Parent=";

	private static final String SAMPLED_KEY = "Sampled=";

	/**
	 * Read a header that arrived from outside, which may be anything.
	 * @param value the received text
	 * @return the header, or {@code null} if the text has no valid root or is not one
	 */
	public static @Nullable XRayTraceHeader parse(@Nullable String value) {
		if (value == null || value.length() > MAX_LENGTH || !isPrintable(value)) {
			return null;
		}
		String root = root(value);
		return (root != null) ? new XRayTraceHeader(root, value) : null;
	}

	/**
	 * Word a header for a trace.
	 * @param root the trace id in the form of X-Ray
	 * @param spanId the span that the work goes on under, if any, 16 hexadecimal digits
	 * @param sampled whether the trace is recorded
	 * @return the header's value
	 */
	public static String format(String root, @Nullable String spanId, boolean sampled) {
		String parent = (spanId != null) ? ";" + PARENT_KEY + spanId : "";
		return ROOT_KEY + root + parent + ";" + SAMPLED_KEY + (sampled ? "1" : "0");
	}

	/**
	 * The form that X-Ray gives to a W3C trace id.
	 * @param traceId the trace id, 32 lower-case hexadecimal digits
	 * @return {@code 1-8 hex-24 hex}
	 */
	public static String rootOf(String traceId) {
		return "1-" + traceId.substring(0, 8) + "-" + traceId.substring(8);
	}

	/**
	 * The trace id of this header in the form of W3C trace context.
	 * @return 32 lower-case hexadecimal digits
	 */
	public String traceId() {
		return this.root.substring(EPOCH_START, EPOCH_END) + this.root.substring(EPOCH_END + 1);
	}

	/**
	 * The span that the caller works under.
	 * @return 16 lower-case hexadecimal digits, or {@code null} if the header has no
	 * valid parent
	 */
	public @Nullable String parentId() {
		String parent = field(this.value, PARENT_KEY);
		return (parent != null && parent.length() == PARENT_LENGTH && isHex(parent, 0, PARENT_LENGTH))
				? parent.toLowerCase(Locale.ROOT) : null;
	}

	/**
	 * Whether the caller records the trace.
	 * @return {@code true} if it says so
	 */
	public boolean isSampled() {
		return "1".equals(field(this.value, SAMPLED_KEY));
	}

	/**
	 * The trace that this header refers to, which goes on with it.
	 * @return the reference
	 */
	public TraceReference toReference() {
		return new TraceReference(traceId(), this.root, isSampled(), Map.of(HeaderNames.XRAY_TRACE, this.value));
	}

	private static @Nullable String root(String value) {
		String field = field(value, ROOT_KEY);
		String root = (field != null) ? field.toLowerCase(Locale.ROOT) : null;
		return (root != null && isRoot(root)) ? root : null;
	}

	private static @Nullable String field(String value, String key) {
		for (String field : value.split(";", -1)) {
			String trimmed = field.trim();
			if (trimmed.regionMatches(true, 0, key, 0, key.length())) {
				return trimmed.substring(key.length()).trim();
			}
		}
		return null;
	}

	private static boolean isRoot(String root) {
		return root.length() == ROOT_LENGTH && root.startsWith("1-") && root.charAt(EPOCH_END) == '-'
				&& isHex(root, EPOCH_START, EPOCH_END) && isHex(root, EPOCH_END + 1, ROOT_LENGTH);
	}

	private static boolean isHex(String text, int from, int to) {
		for (int i = from; i < to; i++) {
			if (Character.digit(text.charAt(i), 16) < 0) {
				return false;
			}
		}
		return true;
	}

	private static boolean isPrintable(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) < ' ' || text.charAt(i) >= 0x7F) {
				return false;
			}
		}
		return true;
	}

}

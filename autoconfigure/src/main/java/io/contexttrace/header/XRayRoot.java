package io.contexttrace.header;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * A trace id in the form of AWS X-Ray, {@code 1-8 hex-24 hex}, as part of a longer text.
 */
final class XRayRoot {

	static final int LENGTH = 35;

	/**
	 * The first of its digits.
	 */
	private static final int EPOCH_START = 2;

	/**
	 * The dash between the seconds and the rest.
	 */
	private static final int EPOCH_END = 10;

	private XRayRoot() {
	}

	// whether the dashes are where they belong; digits are looked at where they are read
	static boolean isForm(String text, int from) {
		return text.charAt(from) == '1' && text.charAt(from + 1) == '-' && text.charAt(from + EPOCH_END) == '-';
	}

	private static int look(String text, int from) {
		return HexText.look(text, from + EPOCH_START, from + EPOCH_END)
				| HexText.look(text, from + EPOCH_END + 1, from + LENGTH);
	}

	// the root in lower case, null where it is not valid
	static @Nullable String root(String text, int from) {
		int look = look(text, from);
		return HexText.isId(look) ? HexText.lowerCase(text.substring(from, from + LENGTH), look) : null;
	}

	// the trace id in the form of W3C trace context, null where it is not valid
	@SuppressWarnings("deprecation")
	static @Nullable String traceId(String text, int from) {
		int look = look(text, from);
		if (!HexText.isId(look)) {
			return null;
		}
		// the method leaves out what ASCII does not need
		byte[] traceId = new byte[HexText.TRACE_ID_LENGTH];
		text.getBytes(from + EPOCH_START, from + EPOCH_END, traceId, 0);
		text.getBytes(from + EPOCH_END + 1, from + LENGTH, traceId, EPOCH_END - EPOCH_START);
		return HexText.lowerCase(new String(traceId, StandardCharsets.ISO_8859_1), look);
	}

	// the form of X-Ray for a trace id that is valid
	@SuppressWarnings("deprecation")
	static String of(String traceId) {
		byte[] root = new byte[LENGTH];
		root[0] = '1';
		root[1] = '-';
		root[EPOCH_END] = '-';
		traceId.getBytes(0, EPOCH_END - EPOCH_START, root, EPOCH_START);
		traceId.getBytes(EPOCH_END - EPOCH_START, HexText.TRACE_ID_LENGTH, root, EPOCH_END + 1);
		return new String(root, StandardCharsets.ISO_8859_1);
	}

}

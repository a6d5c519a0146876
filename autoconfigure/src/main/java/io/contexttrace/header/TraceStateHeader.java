package io.contexttrace.header;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The header {@code tracestate} of W3C trace context, level 2. Several headers are one,
 * joined by commas. A header that is not valid is discarded as a whole, one that is
 * survives unchanged.
 */
final class TraceStateHeader {

	static final String NAME = "tracestate";

	private static final int MAX_LENGTH = 8192;

	private static final int MAX_MEMBERS = 32;

	private static final int MAX_PART = 256;

	private static final String KEY_PUNCTUATION = "_-*/@";

	private TraceStateHeader() {
	}

	static <C> @Nullable String read(C carrier, HeaderGetter<C> getter) {
		if (getter.get(carrier, NAME) == null) {
			return null;
		}
		String joined = null;
		for (String value : getter.getAll(carrier, NAME)) {
			joined = (joined != null) ? joined + "," + value : value;
			if (joined.length() > MAX_LENGTH) {
				return null;
			}
		}
		return (joined != null && isValid(joined)) ? joined : null;
	}

	private static boolean isValid(String value) {
		Set<String> keys = new HashSet<>();
		int from = 0;
		while (from <= value.length()) {
			int comma = value.indexOf(',', from);
			int to = (comma < 0) ? value.length() : comma;
			if (!isMember(trimmed(value, from, to), keys)) {
				return false;
			}
			from = to + 1;
		}
		return !keys.isEmpty();
	}

	// an empty member is allowed, and counts for nothing
	private static boolean isMember(String member, Set<String> keys) {
		if (member.isEmpty()) {
			return true;
		}
		int equals = member.indexOf('=');
		return equals > 0 && isKey(member, equals) && isValue(member, equals + 1)
				&& keys.add(member.substring(0, equals)) && keys.size() <= MAX_MEMBERS;
	}

	private static boolean isKey(String member, int length) {
		if (length > MAX_PART || KEY_PUNCTUATION.indexOf(member.charAt(0)) >= 0) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			char c = member.charAt(i);
			if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && KEY_PUNCTUATION.indexOf(c) < 0) {
				return false;
			}
		}
		return true;
	}

	private static boolean isValue(String member, int from) {
		if (from == member.length() || member.length() - from > MAX_PART) {
			return false;
		}
		for (int i = from; i < member.length(); i++) {
			char c = member.charAt(i);
			if (c < ' ' || c > '~' || c == '=') {
				return false;
			}
		}
		return true;
	}

	private static String trimmed(String value, int from, int to) {
		int start = from;
		int end = to;
		while (start < end && isBlank(value.charAt(start))) {
			start++;
		}
		while (end > start && isBlank(value.charAt(end - 1))) {
			end--;
		}
		return value.substring(start, end);
	}

	private static boolean isBlank(char c) {
		return c == ' ' || c == '\t';
	}

}

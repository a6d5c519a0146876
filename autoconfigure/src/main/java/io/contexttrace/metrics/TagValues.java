package io.contexttrace.metrics;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the values of tags few, whatever arrives from outside: the first values of a tag
 * are let through, up to a cap, and all later ones become {@value MeterNames#OTHER}. Safe
 * for use by several threads.
 */
final class TagValues {

	private static final int MAX_LENGTH = 128;

	private final int max;

	private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

	/**
	 * Create a cap.
	 * @param max how many values each tag can have beside {@value MeterNames#NONE} and
	 * {@value MeterNames#OTHER}
	 */
	TagValues(int max) {
		this.max = max;
	}

	/**
	 * The value that a tag is given.
	 * @param tag the tag
	 * @param value the value that it would have, or {@code null} if it is not known
	 * @return the value itself, {@value MeterNames#NONE} if it is not known, or
	 * {@value MeterNames#OTHER} if it is beyond the cap or has more than 128 characters
	 */
	String cap(String tag, @Nullable String value) {
		if (value == null || value.isBlank()) {
			return MeterNames.NONE;
		}
		Set<String> values = this.known.computeIfAbsent(tag, (key) -> ConcurrentHashMap.newKeySet());
		return (values.contains(value) || admit(values, value)) ? value : MeterNames.OTHER;
	}

	private boolean admit(Set<String> values, String value) {
		if (values.size() >= this.max || value.length() > MAX_LENGTH) {
			return false;
		}
		synchronized (values) {
			return values.contains(value) || (values.size() < this.max && values.add(value));
		}
	}

}

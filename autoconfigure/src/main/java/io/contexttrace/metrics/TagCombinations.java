package io.contexttrace.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Keeps the combinations of tags few: a cap for each tag alone would allow their product.
 * The first combinations are let through, all later ones lose what tells them apart. Safe
 * for use by several threads.
 *
 * @param <T> the tags of a meter, with {@code equals}
 */
final class TagCombinations<T> {

	private final int max;

	private final UnaryOperator<T> other;

	private final Set<T> known = ConcurrentHashMap.newKeySet();

	/**
	 * Create a cap.
	 * @param max how many combinations are let through, at least 1
	 * @param other takes away from tags what tells them apart
	 */
	TagCombinations(int max, UnaryOperator<T> other) {
		this.max = max;
		this.other = other;
	}

	T cap(T tags) {
		return (this.known.contains(tags) || admit(tags)) ? tags : this.other.apply(tags);
	}

	private boolean admit(T tags) {
		if (this.known.size() >= this.max) {
			return false;
		}
		synchronized (this.known) {
			return this.known.contains(tags) || (this.known.size() < this.max && this.known.add(tags));
		}
	}

}

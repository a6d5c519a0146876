package io.contexttrace.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the combinations of tags few: a cap for each tag alone would allow their product.
 * The first combinations are let through, all later ones lose what tells them apart. Safe
 * for use by several threads.
 */
final class TagCombinations {

	private final int max;

	private final Set<LlmTags> known = ConcurrentHashMap.newKeySet();

	TagCombinations(int max) {
		this.max = max;
	}

	LlmTags cap(LlmTags tags) {
		return (this.known.contains(tags) || admit(tags)) ? tags : tags.other();
	}

	private boolean admit(LlmTags tags) {
		if (this.known.size() >= this.max) {
			return false;
		}
		synchronized (this.known) {
			return this.known.contains(tags) || (this.known.size() < this.max && this.known.add(tags));
		}
	}

}

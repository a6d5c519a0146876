package io.contexttrace.llm.redact;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where in the source text which types of secrets are: ranges in ascending order, without
 * overlaps. Ranges that overlap become one, of the type of the longest.
 */
final class Matches {

	private static final int FIRST_SIZE = 16;

	// start, end, type and the length that the type had, for each range
	private int @Nullable [] ranges;

	private int size;

	boolean isEmpty() {
		return this.size == 0;
	}

	int size() {
		return this.size;
	}

	int start(int index) {
		return ranges()[4 * index];
	}

	int end(int index) {
		return ranges()[4 * index + 1];
	}

	int type(int index) {
		return ranges()[4 * index + 2] >> 1;
	}

	// whether the range is a whole JSON value, which only another value can replace
	boolean isValue(int index) {
		return (ranges()[4 * index + 2] & 1) != 0;
	}

	/**
	 * Add a range that does not end before the last one does, or that lies within it.
	 * @param type the number of the type
	 * @param start where it starts in the source text
	 * @param end where it ends
	 * @param value whether it is a whole JSON value other than a string's content
	 */
	void add(int type, int start, int end, boolean value) {
		int from = start;
		int to = end;
		int length = end - start;
		int kind = type << 1 | (value ? 1 : 0);
		while (this.size > 0 && end(this.size - 1) > from) {
			int last = 4 * --this.size;
			int[] ranges = ranges();
			from = Math.min(from, ranges[last]);
			to = Math.max(to, ranges[last + 1]);
			if (ranges[last + 3] >= length) {
				length = ranges[last + 3];
				kind = ranges[last + 2];
			}
		}
		append(from, to, kind, length);
	}

	static Matches merged(List<Matches> all) {
		List<Matches> filled = all.stream().filter((matches) -> !matches.isEmpty()).toList();
		if (filled.size() == 1) {
			return filled.get(0);
		}
		Matches merged = new Matches();
		int[] next = new int[filled.size()];
		for (int first = first(filled, next); first >= 0; first = first(filled, next)) {
			Matches matches = filled.get(first);
			int index = next[first]++;
			merged.add(matches.type(index), matches.start(index), matches.end(index), matches.isValue(index));
		}
		return merged;
	}

	private static int first(List<Matches> all, int[] next) {
		int first = -1;
		for (int i = 0; i < next.length; i++) {
			if (next[i] < all.get(i).size()
					&& (first < 0 || all.get(i).start(next[i]) < all.get(first).start(next[first]))) {
				first = i;
			}
		}
		return first;
	}

	private void append(int start, int end, int kind, int length) {
		int at = 4 * this.size++;
		int[] ranges = (this.ranges != null) ? this.ranges : new int[4 * FIRST_SIZE];
		if (at == ranges.length) {
			ranges = Arrays.copyOf(ranges, 2 * at);
		}
		ranges[at] = start;
		ranges[at + 1] = end;
		ranges[at + 2] = kind;
		ranges[at + 3] = length;
		this.ranges = ranges;
	}

	private int[] ranges() {
		int[] ranges = this.ranges;
		if (ranges == null) {
			throw new IndexOutOfBoundsException("There are no matches");
		}
		return ranges;
	}

}

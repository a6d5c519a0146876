package io.contexttrace.llm.redact;

import java.util.Arrays;

/**
 * A text as it came and as a reader would see it, without escapes and with plain digits;
 * and which position of the one is which of the other.
 */
final class SourceText {

	private static final int[] NONE = {};

	private final String raw;

	private final String view;

	// from here on the distance between the two is another one
	private final int[] viewBreaks;

	private final int[] rawBreaks;

	SourceText(String raw, String view, int[] viewBreaks, int[] rawBreaks) {
		this.raw = raw;
		this.view = view;
		this.viewBreaks = viewBreaks;
		this.rawBreaks = rawBreaks;
	}

	static SourceText plain(String raw) {
		return new SourceText(raw, raw, NONE, NONE);
	}

	String raw() {
		return this.raw;
	}

	String view() {
		return this.view;
	}

	int toRaw(int viewPosition) {
		int last = last(this.viewBreaks, viewPosition);
		return (last < 0) ? viewPosition : this.rawBreaks[last] + viewPosition - this.viewBreaks[last];
	}

	int toView(int rawPosition) {
		int last = last(this.rawBreaks, rawPosition);
		int position = (last < 0) ? rawPosition : this.viewBreaks[last] + rawPosition - this.rawBreaks[last];
		int limit = (last + 1 < this.viewBreaks.length) ? this.viewBreaks[last + 1] : this.view.length();
		return Math.min(position, limit);
	}

	private static int last(int[] breaks, int position) {
		int found = Arrays.binarySearch(breaks, position);
		if (found < 0) {
			return -found - 2;
		}
		// several breaks may be at one position, of which the last counts
		while (found + 1 < breaks.length && breaks[found + 1] == position) {
			found++;
		}
		return found;
	}

}

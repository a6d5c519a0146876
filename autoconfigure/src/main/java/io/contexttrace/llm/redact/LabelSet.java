package io.contexttrace.llm.redact;

import java.util.ArrayList;
import java.util.List;

/**
 * Words that say what a number behind them is. Looking for one costs no allocation.
 */
final class LabelSet {

	private static final int DISTANCE = 24;

	private static final int MAX_DIGITS = 2;

	private static final int BUCKETS = 128;

	// by their first character
	private final List<List<String>> labels = new ArrayList<>();

	LabelSet(String... labels) {
		for (int i = 0; i < BUCKETS; i++) {
			this.labels.add(new ArrayList<>());
		}
		for (String label : labels) {
			bucket(label.charAt(0)).add(label);
		}
	}

	/**
	 * Whether a label is shortly before a position, in the same line and with no other
	 * number between.
	 * @param view the text
	 * @param position where the number starts
	 * @return {@code true} if one is
	 */
	boolean precedes(String view, int position) {
		int digits = 0;
		for (int at = position - 1; at >= 0 && position - at <= DISTANCE; at--) {
			char c = view.charAt(at);
			digits += Chars.isDigit(c) ? 1 : 0;
			if (Chars.isLineEnd(c) || digits > MAX_DIGITS) {
				return false;
			}
			if (starts(view, at, position)) {
				return true;
			}
		}
		return false;
	}

	private boolean starts(String view, int at, int limit) {
		List<String> bucket = bucket(Character.toLowerCase(view.charAt(at)));
		for (int i = 0; i < bucket.size(); i++) {
			String label = bucket.get(i);
			int end = at + label.length();
			if (end <= limit && view.regionMatches(true, at, label, 0, label.length()) && Chars.isBoundary(view, at)
					&& Chars.isBoundary(view, end)) {
				return true;
			}
		}
		return false;
	}

	private List<String> bucket(char first) {
		return this.labels.get(first % BUCKETS);
	}

}

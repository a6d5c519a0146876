package io.contexttrace.llm.record;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.Locale;

/**
 * Cuts texts where a reader sees the end of a character: neither within a surrogate pair
 * nor, as far as the JDK knows, between a letter and its accents.
 */
final class CharacterCut {

	/**
	 * How much behind a cut has to be seen in order to find the end of a character.
	 */
	static final int CONTEXT = 16;

	private CharacterCut() {
	}

	static String first(String text, int limit) {
		return (text.length() <= limit) ? text : text.substring(0, boundary(text, limit));
	}

	// without halves of surrogate pairs, which no encoding can express
	static String wellFormed(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (Character.isSurrogate(text.charAt(i))) {
				// an encoder leaves whole pairs, and puts a question mark for a half
				return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
			}
		}
		return text;
	}

	private static int boundary(String text, int limit) {
		int from = pairBoundary(text, Math.max(0, limit - CONTEXT));
		String around = text.substring(from, pairBoundary(text, Math.min(text.length(), limit + CONTEXT)));
		BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
		characters.setText(around);
		int inside = limit - from;
		int boundary = characters.isBoundary(inside) ? inside : characters.preceding(inside);
		// a character that is longer than what was looked at
		return (boundary > 0) ? from + boundary : pairBoundary(text, limit);
	}

	private static int pairBoundary(String text, int index) {
		boolean splits = index > 0 && index < text.length() && Character.isHighSurrogate(text.charAt(index - 1))
				&& Character.isLowSurrogate(text.charAt(index));
		return splits ? index - 1 : index;
	}

}

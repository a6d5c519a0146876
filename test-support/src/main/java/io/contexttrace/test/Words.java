package io.contexttrace.test;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Breaks text into the words that carry its meaning, each in a common form.
 */
final class Words {

	private static final Pattern SEPARATOR = Pattern.compile("[^\\p{L}\\p{N}]+");

	private static final Set<String> WITHOUT_MEANING = Set.of("a", "about", "after", "all", "also", "am", "an", "and",
			"any", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do", "does", "for", "from",
			"get", "got", "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "just", "like",
			"long", "many", "may", "me", "much", "must", "my", "need", "no", "not", "of", "on", "one", "or", "our",
			"please", "s", "shall", "should", "so", "t", "tell", "than", "that", "the", "their", "them", "then",
			"there", "these", "they", "this", "to", "us", "want", "was", "we", "were", "what", "when", "where", "which",
			"who", "why", "will", "with", "would", "you", "your");

	private Words() {
	}

	/**
	 * Return the words of a text, in order and with repetitions.
	 * @param text the text
	 * @return the words without those that carry no meaning
	 */
	static List<String> of(String text) {
		return Arrays.stream(SEPARATOR.split(text.toLowerCase(Locale.ROOT)))
			.filter(Predicate.not(String::isEmpty))
			.filter(Predicate.not(WITHOUT_MEANING::contains))
			.map(Words::stem)
			.toList();
	}

	private static String stem(String word) {
		for (String ending : List.of("ments", "ment", "ings", "ing", "ies", "ied", "ers", "ed", "es", "er", "s", "e",
				"y")) {
			if (word.endsWith(ending) && word.length() - ending.length() >= 3) {
				return word.substring(0, word.length() - ending.length());
			}
		}
		return word;
	}

}

package io.contexttrace.test;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.contexttrace.test.Sentences.Sentence;

/**
 * Finds the sentences of a text that have most to do with a question. A word counts more
 * the fewer sentences it is in.
 */
class PassageSearch {

	private static final int MAX_PASSAGES = 3;

	private static final double HEADING_WEIGHT = 0.5;

	private static final double NEAR_BEST = 0.6;

	private final List<Sentence> sentences;

	private final Map<String, Integer> frequencies = new HashMap<>();

	PassageSearch(String text) {
		this.sentences = Sentences.of(text);
		this.sentences.forEach((sentence) -> new HashSet<>(Words.of(sentence.text()))
			.forEach((word) -> this.frequencies.merge(word, 1, Integer::sum)));
	}

	/**
	 * Return the sentences to answer a question with.
	 * @param question the question
	 * @return the best sentences in the order of the text, empty if none has to do with
	 * the question
	 */
	List<String> bestFor(String question) {
		Set<String> words = new HashSet<>(Words.of(question));
		double[] scores = this.sentences.stream().mapToDouble((sentence) -> score(sentence, words)).toArray();
		double best = IntStream.range(0, scores.length).mapToDouble((i) -> scores[i]).max().orElse(0);
		if (best <= 0) {
			return List.of();
		}
		return IntStream.range(0, scores.length)
			.boxed()
			.filter((i) -> scores[i] >= best * NEAR_BEST)
			.sorted(Comparator.comparingDouble((i) -> -scores[i]))
			.limit(MAX_PASSAGES)
			.sorted()
			.map((i) -> this.sentences.get(i).text())
			.distinct()
			.toList();
	}

	private double score(Sentence sentence, Set<String> questionWords) {
		Set<String> words = new HashSet<>(Words.of(sentence.text()));
		Set<String> headingWords = new HashSet<>(Words.of(sentence.heading()));
		double score = 0;
		for (String word : questionWords) {
			if (words.contains(word)) {
				score += weight(word);
			}
			else if (headingWords.contains(word)) {
				score += HEADING_WEIGHT * weight(word);
			}
		}
		return score;
	}

	private double weight(String word) {
		return Math.log(1 + (double) this.sentences.size() / this.frequencies.getOrDefault(word, 1));
	}

}

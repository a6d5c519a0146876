package io.contexttrace.test;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chooses the label whose words are most frequent in a document. Words in brackets behind
 * a label count for it too. Where nothing fits, the last label is chosen.
 */
class Classification implements DocumentTask {

	private static final Pattern VERB = Pattern.compile("(?i)^\\W*classify\\b");

	private static final Pattern LABELS = Pattern.compile("(?i)\\bone of:?\\s*(.+)");

	private static final Pattern LABEL = Pattern.compile("([\\w-]+(?: [\\w-]+)*)\\s*(?:\\(([^)]*)\\))?");

	@Override
	public boolean isAskedForBy(String instructions) {
		return VERB.matcher(instructions).find();
	}

	@Override
	public String perform(String instructions, String document) {
		List<String> words = Words.of(document);
		Matcher labels = LABELS.matcher(instructions);
		Matcher label = LABEL.matcher(labels.find() ? labels.group(1) : "unknown");
		String best = "";
		long bestScore = 0;
		while (label.find()) {
			long score = score(words, label.group());
			if (score > bestScore || bestScore == 0) {
				best = label.group(1).replaceFirst("^or ", "");
				bestScore = score;
			}
		}
		return best;
	}

	private static long score(List<String> words, String label) {
		Set<String> labelWords = new HashSet<>(Words.of(label));
		return words.stream().filter(labelWords::contains).count();
	}

}

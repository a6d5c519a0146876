package io.contexttrace.test;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.contexttrace.test.Sentences.Sentence;

/**
 * Summarises a document by its first sentences.
 */
class Summary implements DocumentTask {

	private static final Pattern VERB = Pattern.compile("(?i)^\\W*summari[sz]e\\b");

	private static final int SENTENCES = 2;

	@Override
	public boolean isAskedForBy(String instructions) {
		return VERB.matcher(instructions).find();
	}

	@Override
	public String perform(String instructions, String document) {
		return Sentences.of(document).stream().limit(SENTENCES).map(Sentence::text).collect(Collectors.joining(" "));
	}

}

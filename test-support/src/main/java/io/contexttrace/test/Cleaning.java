package io.contexttrace.test;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Removes markup, page furniture and superfluous space from a document.
 */
class Cleaning implements DocumentTask {

	private static final Pattern VERB = Pattern.compile("(?i)^\\W*clean\\b");

	private static final Pattern MARKUP = Pattern.compile("<[^>\\n]{1,200}>");

	private static final Pattern FURNITURE = Pattern.compile("(?i)\\W*|(?:page|seite)\\s+\\d+.*"
			+ "|confidential\\W*|sent from my .*|.*\\bunsubscribe\\b.*|(?:©|\\(c\\)|copyright).*");

	@Override
	public boolean isAskedForBy(String instructions) {
		return VERB.matcher(instructions).find();
	}

	@Override
	public String perform(String instructions, String document) {
		Set<String> seen = new HashSet<>();
		return MARKUP.matcher(document)
			.replaceAll(" ")
			.lines()
			.map((line) -> line.replaceAll("[\\s\\u00a0]+", " ").strip())
			.filter((line) -> !FURNITURE.matcher(line).matches())
			.filter(seen::add)
			.collect(Collectors.joining("\n"));
	}

}

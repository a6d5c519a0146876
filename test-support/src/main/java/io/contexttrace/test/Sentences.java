package io.contexttrace.test;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Breaks text, plain or Markdown, into sentences.
 */
final class Sentences {

	private static final Pattern END = Pattern.compile("(?<=[.!?])\\s+(?=[\\p{Lu}\\p{N}\"'(])");

	private static final Pattern LIST_MARK = Pattern.compile("^(?:[-*+]|\\d+\\.)\\s+");

	private static final Pattern HEADING_MARK = Pattern.compile("^#+\\s*");

	private static final Pattern EMPHASIS = Pattern.compile("\\*\\*|__|`");

	private final List<Sentence> sentences = new ArrayList<>();

	private final StringBuilder paragraph = new StringBuilder();

	private String heading = "";

	private Sentences() {
	}

	/**
	 * Return the sentences of a text in their order.
	 * @param text the text
	 * @return each sentence with the heading that it stands under
	 */
	static List<Sentence> of(String text) {
		Sentences sentences = new Sentences();
		text.lines().map(String::strip).forEach(sentences::addLine);
		sentences.endParagraph();
		return sentences.sentences;
	}

	private void addLine(String line) {
		if (line.isEmpty() || HEADING_MARK.matcher(line).lookingAt() || LIST_MARK.matcher(line).lookingAt()) {
			endParagraph();
		}
		if (HEADING_MARK.matcher(line).lookingAt()) {
			this.heading = HEADING_MARK.matcher(line).replaceFirst("");
			return;
		}
		this.paragraph.append(LIST_MARK.matcher(line).replaceFirst("")).append(' ');
	}

	private void endParagraph() {
		String text = EMPHASIS.matcher(this.paragraph).replaceAll("").replaceAll("\\s+", " ").strip();
		END.splitAsStream(text)
			.filter((sentence) -> !sentence.isBlank())
			.forEach((sentence) -> this.sentences.add(new Sentence(this.heading, sentence)));
		this.paragraph.setLength(0);
	}

	/**
	 * A sentence in its place.
	 *
	 * @param heading the heading above it, empty if there is none
	 * @param text the sentence without markup
	 */
	record Sentence(String heading, String text) {
	}

}

package io.contexttrace.test;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question and the text to answer it from. The text is what stands between lines of
 * dashes, as retrieval advisors write it, or else the system messages.
 *
 * @param text the question
 * @param context the text that may hold the answer, empty if there is none
 */
record Question(String text, String context) {

	private static final Pattern DASHED_BLOCK = Pattern.compile("(?ms)^\\s*-{3,}\\s*$(.*)^\\s*-{3,}\\s*$");

	private static final Pattern QUERY_LINE = Pattern.compile("(?m)^Query:\\s*(.+)$");

	static Question from(String instructions, String userText) {
		Matcher block = DASHED_BLOCK.matcher(userText);
		if (block.find()) {
			return new Question(besides(block, userText), block.group(1).strip());
		}
		block = DASHED_BLOCK.matcher(instructions);
		return new Question(userText, block.find() ? block.group(1).strip() : instructions);
	}

	private static String besides(Matcher block, String userText) {
		Matcher query = QUERY_LINE.matcher(userText);
		if (query.find(block.end())) {
			return query.group(1).strip();
		}
		return userText.substring(0, block.start()).strip().split("\\R\\s*\\R", 2)[0];
	}

}

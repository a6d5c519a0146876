package io.contexttrace.leak.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of Spring AI that quote a prompt, an answer or a tool's arguments although nobody
 * has asked for it.
 */
final class QuotedContent {

	private static final int MAX_BEGINNING = 64;

	private static final Pattern BEGINNING = Pattern.compile("No [\\w ]{1,40} returned for prompt: "
			+ "|Failed to parse tool arguments JSON: |JSON validation failed: |Error calling tool: "
			+ "|Unsupported content block type: |Error parsing JSON value for key '\\w{1,24}': ");

	private QuotedContent() {
	}

	/**
	 * Put the size of what a line quotes in its place.
	 * @param line the line
	 * @return the line without content; the very instance that was given, if it has none
	 */
	static String withoutContent(String line) {
		Matcher matcher = BEGINNING.matcher(line).region(0, Math.min(MAX_BEGINNING, line.length()));
		if (!matcher.lookingAt()) {
			return line;
		}
		return line.substring(0, matcher.end()) + "(" + (line.length() - matcher.end()) + " characters)";
	}

}

package io.contexttrace.llm;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What was said in a call, as far as it is captured.
 *
 * @param input the messages that the model was given
 * @param output the messages that it answered
 */
public record LlmContent(List<Message> input, List<Message> output) {

	/**
	 * Create a content.
	 * @param input the messages that the model was given
	 * @param output the messages that it answered
	 */
	public LlmContent {
		input = List.copyOf(input);
		output = List.copyOf(output);
	}

	/**
	 * One message.
	 *
	 * @param role who speaks: {@code system}, {@code user}, {@code assistant} or
	 * {@code tool}
	 * @param size the length of the text in characters
	 * @param text the text, unless only roles and sizes are captured
	 */
	public record Message(String role, int size, @Nullable String text) {

	}

}

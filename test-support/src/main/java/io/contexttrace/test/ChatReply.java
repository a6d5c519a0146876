package io.contexttrace.test;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the model says: a text, or the wish to call a tool.
 *
 * @param text the text, empty if a tool shall be called
 * @param toolCall the tool to call, or {@code null} if this is the answer
 */
record ChatReply(String text, @Nullable ToolCall toolCall) {

	static ChatReply of(String text) {
		return new ChatReply(text, null);
	}

	static ChatReply calling(String tool, Map<String, String> arguments) {
		return new ChatReply("", new ToolCall(tool, arguments));
	}

	String finishReason() {
		return (this.toolCall != null) ? "tool_calls" : "stop";
	}

	/**
	 * A call of an offered tool.
	 *
	 * @param name the name of the tool
	 * @param arguments its arguments by name
	 */
	record ToolCall(String name, Map<String, String> arguments) {
	}

}

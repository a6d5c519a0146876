package io.contexttrace.llm;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What was said in a call.
 *
 * @param input the messages that the model was given, or the arguments of a tool, the
 * query of a retrieval, the texts to embed
 * @param output the messages that it answered, or the result of a tool
 * @param documents what a retrieval found
 * @param encryption how the texts are encrypted, if they are
 */
public record LlmContent(List<Message> input, List<Message> output, List<Document> documents,
		@Nullable Encryption encryption) {

	/**
	 * Create a content.
	 * @param input the messages that the model was given
	 * @param output the messages that it answered
	 * @param documents what a retrieval found
	 * @param encryption how the texts are encrypted
	 */
	public LlmContent {
		input = List.copyOf(input);
		output = List.copyOf(output);
		documents = List.copyOf(documents);
	}

	/**
	 * Create a content in clear text.
	 * @param input the messages that the model was given
	 * @param output the messages that it answered
	 */
	public LlmContent(List<Message> input, List<Message> output) {
		this(input, output, List.of(), null);
	}

	/**
	 * One message.
	 *
	 * @param role who speaks: {@code system}, {@code user}, {@code assistant} or
	 * {@code tool}
	 * @param text what is said
	 * @param toolCalls the tools that the model wants to be called
	 * @param toolCall which of these calls a tool's message answers
	 */
	public record Message(String role, Text text, List<ToolCall> toolCalls, @Nullable ToolCall toolCall) {

		/**
		 * Create a message.
		 * @param role who speaks
		 * @param text what is said
		 * @param toolCalls the tools that the model wants to be called
		 * @param toolCall which of these calls a tool's message answers
		 */
		public Message {
			toolCalls = List.copyOf(toolCalls);
		}

		/**
		 * Create a message of nothing but text.
		 * @param role who speaks
		 * @param text what is said
		 */
		public Message(String role, Text text) {
			this(role, text, List.of(), null);
		}

	}

	/**
	 * A piece of text.
	 *
	 * @param size the length that it had at first, in characters
	 * @param value what is left of it, or {@code null} if only sizes are captured
	 * @param truncated whether it was cut
	 */
	public record Text(int size, @Nullable String value, boolean truncated) {

		/**
		 * A whole text.
		 * @param value the text, {@code null} being empty
		 * @return the text with its size
		 */
		public static Text of(@Nullable String value) {
			String text = (value != null) ? value : "";
			return new Text(text.length(), text, false);
		}

		/**
		 * This text without the text.
		 * @return the size alone
		 */
		public Text withoutValue() {
			return new Text(this.size, null, false);
		}

	}

	/**
	 * A call to a tool.
	 *
	 * @param id identifies it in the conversation
	 * @param name what the tool is called
	 * @param arguments what it is called with, as JSON; {@code null} in the message that
	 * answers it
	 */
	public record ToolCall(@Nullable String id, @Nullable String name, @Nullable Text arguments) {

	}

	/**
	 * A document that a retrieval found.
	 *
	 * @param id identifies it in the store
	 * @param score how well it fits
	 */
	public record Document(String id, @Nullable Double score) {

	}

	/**
	 * How texts are encrypted.
	 *
	 * @param algorithm the algorithm
	 * @param keyId the key
	 */
	public record Encryption(String algorithm, String keyId) {

	}

}

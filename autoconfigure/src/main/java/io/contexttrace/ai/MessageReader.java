package io.contexttrace.ai;

import java.util.ArrayList;
import java.util.List;

import io.contexttrace.llm.LlmContent;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * Reads the messages that a model is given.
 */
final class MessageReader {

	private MessageReader() {
	}

	static List<LlmContent.Message> messages(Prompt prompt) {
		List<LlmContent.Message> messages = new ArrayList<>();
		for (Message message : prompt.getInstructions()) {
			if (message instanceof ToolResponseMessage tool) {
				tool.getResponses().forEach((response) -> messages.add(message(response)));
			}
			else {
				messages.add(message(message));
			}
		}
		return messages;
	}

	/**
	 * How long the messages are.
	 * @param prompt what the model is given
	 * @return the number of characters
	 */
	static long size(Prompt prompt) {
		long size = 0;
		for (Message message : prompt.getInstructions()) {
			size += length(message.getText());
			if (message instanceof ToolResponseMessage tool) {
				size += tool.getResponses().stream().mapToLong((response) -> length(response.responseData())).sum();
			}
			else if (message instanceof AssistantMessage assistant) {
				size += assistant.getToolCalls().stream().mapToLong((call) -> length(call.arguments())).sum();
			}
		}
		return size;
	}

	private static LlmContent.Message message(Message message) {
		List<LlmContent.ToolCall> toolCalls = (message instanceof AssistantMessage assistant) ? assistant.getToolCalls()
			.stream()
			.map((call) -> new LlmContent.ToolCall(call.id(), call.name(), LlmContent.Text.of(call.arguments())))
			.toList() : List.of();
		return new LlmContent.Message(message.getMessageType().getValue(), LlmContent.Text.of(message.getText()),
				toolCalls, null);
	}

	private static LlmContent.Message message(ToolResponseMessage.ToolResponse response) {
		return new LlmContent.Message("tool", LlmContent.Text.of(response.responseData()), List.of(),
				new LlmContent.ToolCall(response.id(), response.name(), null));
	}

	private static long length(@Nullable String text) {
		return (text != null) ? text.length() : 0;
	}

}

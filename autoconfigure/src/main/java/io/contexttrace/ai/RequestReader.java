package io.contexttrace.ai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;

/**
 * Reads what was asked of a model out of Spring AI's prompt.
 */
final class RequestReader {

	private static final String CHAT = "chat";

	private RequestReader() {
	}

	static LlmRequest read(@Nullable ChatOptions options, @Nullable String provider, boolean stream) {
		String name = (provider != null) ? Providers.standardName(provider) : Providers.of(options);
		return new LlmRequest(CHAT, name, (options != null) ? options.getModel() : null, stream,
				(options != null) ? parameters(options) : Map.of());
	}

	static List<LlmContent.Message> messages(Prompt prompt) {
		List<LlmContent.Message> messages = new ArrayList<>();
		for (Message message : prompt.getInstructions()) {
			messages.add(
					new LlmContent.Message(message.getMessageType().getValue(), LlmContent.Text.of(message.getText())));
		}
		return messages;
	}

	private static Map<String, Object> parameters(ChatOptions options) {
		Map<String, Object> parameters = new LinkedHashMap<>();
		put(parameters, "temperature", options.getTemperature());
		put(parameters, "topP", options.getTopP());
		put(parameters, "topK", options.getTopK());
		put(parameters, "maxTokens", options.getMaxTokens());
		put(parameters, "stopSequences", options.getStopSequences());
		put(parameters, "frequencyPenalty", options.getFrequencyPenalty());
		put(parameters, "presencePenalty", options.getPresencePenalty());
		if (options instanceof ToolCallingChatOptions tools && tools.getToolCallbacks() != null
				&& !tools.getToolCallbacks().isEmpty()) {
			put(parameters, "tools",
					tools.getToolCallbacks().stream().map((tool) -> tool.getToolDefinition().name()).toList());
		}
		return parameters;
	}

	private static void put(Map<String, Object> parameters, String name, @Nullable Object value) {
		if (value != null) {
			parameters.put(name, value);
		}
	}

}

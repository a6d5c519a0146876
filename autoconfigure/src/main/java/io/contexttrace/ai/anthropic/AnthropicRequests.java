package io.contexttrace.ai.anthropic;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.contexttrace.ai.okhttp.ModelRequests;
import io.contexttrace.ai.okhttp.PromptTexts;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * What requests to Anthropic look like: what the system says goes in front, in one piece
 * or in several, and nothing is sent of a message without text.
 */
final class AnthropicRequests implements ModelRequests {

	private static final String TEXT = "text";

	private static final String CONTENT = "content";

	@Override
	public boolean isChat(Request request) {
		return request.url().encodedPath().endsWith("/messages");
	}

	@Override
	public @Nullable Question asked(Prompt prompt) {
		if (!(prompt.getOptions() instanceof AnthropicChatOptions options)) {
			return null;
		}
		List<Message> system = new ArrayList<>();
		List<Message> others = new ArrayList<>();
		prompt.getInstructions()
			.forEach((message) -> ((message.getMessageType() == MessageType.SYSTEM) ? system : others).add(message));
		return question(options.getModel(), PromptTexts.of(new Prompt(system)), PromptTexts.of(new Prompt(others)));
	}

	@Override
	public Question asked(JsonNode body) {
		List<String> system = new ArrayList<>();
		addTexts(body.path("system"), system);
		List<String> others = new ArrayList<>();
		body.path("messages").forEach((message) -> addTexts(message.path(CONTENT), others));
		return question(body.path("model").asText(""), system, others);
	}

	private static void addTexts(JsonNode content, List<String> texts) {
		if (content.isTextual()) {
			texts.add(content.asText());
		}
		content.forEach((block) -> {
			if (block.has(TEXT)) {
				texts.add(block.path(TEXT).asText());
			}
			addTexts(block.path(CONTENT), texts);
		});
	}

	private static Question question(@Nullable String model, List<String> system, List<String> others) {
		List<String> texts = new ArrayList<>();
		texts.add(String.join("\n\n", system));
		texts.addAll(others);
		texts.removeIf(String::isEmpty);
		return new Question(model, texts);
	}

}

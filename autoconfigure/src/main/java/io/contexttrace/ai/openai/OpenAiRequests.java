package io.contexttrace.ai.openai;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.contexttrace.ai.okhttp.ModelRequests;
import io.contexttrace.ai.okhttp.PromptTexts;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatOptions;

/**
 * What requests to OpenAI and to compatible servers look like.
 */
final class OpenAiRequests implements ModelRequests {

	@Override
	public boolean isChat(Request request) {
		return request.url().encodedPath().endsWith("/chat/completions");
	}

	@Override
	public @Nullable Question asked(Prompt prompt) {
		if (!(prompt.getOptions() instanceof OpenAiChatOptions options)) {
			return null;
		}
		String deployment = options.getDeploymentName();
		return new Question((deployment != null) ? deployment : options.getModel(), PromptTexts.of(prompt));
	}

	@Override
	public Question asked(JsonNode body) {
		List<String> texts = new ArrayList<>();
		body.path("messages").forEach((message) -> texts.add(message.path("content").asText("")));
		return new Question(body.path("model").asText(""), texts);
	}

}

package io.contexttrace.ai.okhttp;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.prompt.Prompt;

/**
 * What one vendor's requests look like. Implementations have no state.
 */
public interface ModelRequests {

	/**
	 * Whether a request asks a chat model.
	 * @param request the request
	 * @return {@code true} if it does
	 */
	boolean isChat(Request request);

	/**
	 * What a prompt asks.
	 * @param prompt what the model is given
	 * @return the question, or {@code null} if the prompt goes to another vendor
	 */
	@Nullable Question asked(Prompt prompt);

	/**
	 * What a request asks.
	 * @param body the body of a request to a chat model
	 * @return the question
	 */
	Question asked(JsonNode body);

	/**
	 * The model that is asked, and the texts of all messages.
	 *
	 * @param model the name of the model
	 * @param texts the texts, in the order of the messages
	 */
	record Question(@Nullable String model, List<String> texts) {

	}

}

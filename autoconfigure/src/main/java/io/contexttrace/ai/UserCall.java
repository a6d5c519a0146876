package io.contexttrace.ai;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.memory.ChatMemory;

/**
 * The user's call to a chat client, of which tool calls make several calls to the model.
 *
 * @param requestId identifies it
 * @param conversationId the conversation in the chat memory
 */
record UserCall(@Nullable String requestId, @Nullable String conversationId) {

	static final String REQUEST_ID_KEY = "io.contexttrace.parent-request-id";

	static UserCall of(Map<String, ? extends @Nullable Object> advisorContext) {
		return new UserCall(text(advisorContext.get(REQUEST_ID_KEY)),
				text(advisorContext.get(ChatMemory.CONVERSATION_ID)));
	}

	private static @Nullable String text(@Nullable Object value) {
		return (value != null) ? value.toString() : null;
	}

}

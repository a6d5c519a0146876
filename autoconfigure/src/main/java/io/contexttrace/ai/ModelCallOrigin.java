package io.contexttrace.ai;

import io.contexttrace.ContextSnapshot;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.prompt.Prompt;

/**
 * Where a call to a model comes from.
 *
 * @param requestId identifies the call
 * @param parentRequestId identifies the user's call that it is part of
 * @param conversationId the conversation in the chat memory
 * @param prompt what the model is given
 * @param stream whether the answer comes in chunks
 * @param unseen whether nobody sees the chunks, because no advisor is in the way
 * @param inside what a thread holds that works for the call
 */
record ModelCallOrigin(String requestId, @Nullable String parentRequestId, @Nullable String conversationId,
		Prompt prompt, boolean stream, boolean unseen, ContextSnapshot inside) {

}

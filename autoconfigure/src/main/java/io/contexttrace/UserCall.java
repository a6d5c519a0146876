package io.contexttrace;

import org.jspecify.annotations.Nullable;

/**
 * A user's call to a chat client, which can lead to several calls to models, tools and
 * stores. These are found together under its request id.
 *
 * @param requestId identifies it; their {@code parentRequestId}
 * @param conversationId the conversation in the chat memory
 */
public record UserCall(String requestId, @Nullable String conversationId) {

}

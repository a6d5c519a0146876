package io.contexttrace.ai;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.client.ChatClientResponse;

/**
 * Which ids an answer of a chat client is found under. A page that shows the answer can
 * keep them, and send one of them along with what the user thinks of it.
 */
public final class RequestIds {

	private RequestIds() {
	}

	/**
	 * The call to the model that gave an answer; of several rounds, the last one.
	 * @param response the answer, or a chunk of it
	 * @return the {@code requestId} of the call's record, or {@code null} if the chat
	 * client does not have our advisors
	 */
	public static @Nullable String of(ChatClientResponse response) {
		return (response.context().get(ModelCallAdvisor.SEEN) instanceof String requestId) ? requestId : null;
	}

	/**
	 * The user's call that led to an answer, by one or several calls to the model.
	 * @param response the answer, or a chunk of it
	 * @return the {@code parentRequestId} of the calls' records, or {@code null} if the
	 * chat client does not have our advisors
	 */
	public static @Nullable String ofUserCall(ChatClientResponse response) {
		return (response.context().get(UserCallAdvisor.REQUEST_ID) instanceof String requestId) ? requestId : null;
	}

}

package io.contexttrace.llm;

import java.time.Instant;

import io.contexttrace.BusinessContext;
import io.contexttrace.Prompt;
import org.jspecify.annotations.Nullable;

/**
 * What is still known of a call when feedback on it comes.
 *
 * @param ids the ids under which the call is found
 * @param context the context that the call was made for
 * @param model who answered
 * @param prompt the prompt template that the call was made with
 * @param at when the call was made
 */
public record JudgedCall(LlmCall.Ids ids, @Nullable BusinessContext context, Model model, @Nullable Prompt prompt,
		Instant at) {

	/**
	 * Keep what feedback needs of a call, and nothing that holds much memory.
	 * @param call the call
	 * @return what is kept
	 */
	public static JudgedCall of(LlmCall call) {
		LlmRequest request = call.request();
		LlmResponse response = call.response();
		return new JudgedCall(call.ids(), call.context(),
				new Model(request.operation(), request.provider(), request.model(), response.model(), response.id()),
				request.prompt(), call.timing().startedAt());
	}

	/**
	 * Who answered.
	 *
	 * @param operation what the model was to do
	 * @param provider who runs the model
	 * @param requested the model that was asked for
	 * @param answered the model that answered
	 * @param responseId the provider's id of the answer
	 */
	public record Model(String operation, @Nullable String provider, @Nullable String requested,
			@Nullable String answered, @Nullable String responseId) {

	}

}

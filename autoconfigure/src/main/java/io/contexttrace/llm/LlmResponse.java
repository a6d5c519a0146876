package io.contexttrace.llm;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a model answered, without the text.
 *
 * @param model the model that answered
 * @param id the provider's id of the answer
 * @param finishReasons why the model stopped, as the provider words it
 * @param usage the tokens that the call used
 */
public record LlmResponse(@Nullable String model, @Nullable String id, List<String> finishReasons, LlmUsage usage) {

	/**
	 * Nothing was answered.
	 */
	public static final LlmResponse NONE = new LlmResponse(null, null, List.of(), LlmUsage.UNREPORTED);

	/**
	 * Create a response.
	 * @param model the model that answered
	 * @param id the provider's id of the answer
	 * @param finishReasons why the model stopped
	 * @param usage the tokens that the call used
	 */
	public LlmResponse {
		finishReasons = List.copyOf(finishReasons);
	}

}

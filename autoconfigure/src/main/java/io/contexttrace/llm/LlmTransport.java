package io.contexttrace.llm;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the HTTP requests of a call, where the provider's client can be
 * hooked.
 *
 * @param httpStatus the status of the last answer
 * @param attempt how many requests it took, 1 if the first was answered
 * @param rateLimit what the last answer says of the provider's limits
 */
public record LlmTransport(@Nullable Integer httpStatus, @Nullable Integer attempt, @Nullable RateLimit rateLimit) {

	/**
	 * Nothing is known.
	 */
	public static final LlmTransport UNKNOWN = new LlmTransport(null, null, null);

}

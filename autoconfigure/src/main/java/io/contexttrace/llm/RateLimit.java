package io.contexttrace.llm;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a provider says of its limits, in the headers of its answer.
 *
 * @param requests how many requests are allowed
 * @param requestsLeft how many of them are left
 * @param requestsReset when all of them are back
 * @param tokens how many tokens are allowed
 * @param tokensLeft how many of them are left
 * @param tokensReset when all of them are back
 * @param retryAfter when to try again
 */
public record RateLimit(@Nullable Long requests, @Nullable Long requestsLeft, @Nullable Duration requestsReset,
		@Nullable Long tokens, @Nullable Long tokensLeft, @Nullable Duration tokensReset,
		@Nullable Duration retryAfter) {

}

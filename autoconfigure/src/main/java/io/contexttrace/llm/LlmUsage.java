package io.contexttrace.llm;

import org.jspecify.annotations.Nullable;

/**
 * The tokens that a call used.
 *
 * @param input tokens of the prompt
 * @param output tokens of the answer
 * @param cacheRead tokens of the prompt that the provider read from its cache
 * @param cacheWrite tokens of the prompt that the provider wrote to its cache
 * @param reasoning tokens that the model spent on reasoning
 */
public record LlmUsage(@Nullable Long input, @Nullable Long output, @Nullable Long cacheRead, @Nullable Long cacheWrite,
		@Nullable Long reasoning) {

	/**
	 * The provider said nothing about tokens.
	 */
	public static final LlmUsage UNREPORTED = new LlmUsage(null, null, null, null, null);

	/**
	 * Whether the provider said how many tokens the call used.
	 * @return {@code true} if at least the input or the output is known
	 */
	public boolean isReported() {
		return this.input != null || this.output != null;
	}

}

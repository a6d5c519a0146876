package io.contexttrace.ai;

import io.contexttrace.llm.LlmUsage;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.metadata.EmptyUsage;
import org.springframework.ai.chat.metadata.Usage;

/**
 * Reads how many tokens a call took. Spring AI fills in zeros where a provider says
 * nothing, and has no word for reasoning, which is looked up in what the provider sent.
 */
final class UsageReader {

	private UsageReader() {
	}

	/**
	 * Add what a piece of the answer says to what is known.
	 * @param usage what the piece says
	 * @param known what the pieces before have said; some providers tell the input first
	 * and the output last
	 * @return what is known now
	 */
	static LlmUsage read(@Nullable Usage usage, LlmUsage known) {
		if (usage == null || usage instanceof EmptyUsage || usage.getTotalTokens() == null
				|| usage.getTotalTokens() == 0) {
			return known;
		}
		return new LlmUsage(newer(usage.getPromptTokens(), known.input()),
				newer(usage.getCompletionTokens(), known.output()),
				newer(usage.getCacheReadInputTokens(), known.cacheRead()),
				newer(usage.getCacheWriteInputTokens(), known.cacheWrite()),
				newer(reasoning(usage), known.reasoning()));
	}

	private static @Nullable Number reasoning(Usage usage) {
		Object nativeUsage = usage.getNativeUsage();
		Object details = (nativeUsage != null) ? Accessors.value(nativeUsage, "completionTokensDetails") : null;
		Object tokens = (details != null) ? Accessors.value(details, "reasoningTokens")
				: Accessors.value(usage, "getThoughtsTokenCount");
		return (tokens instanceof Number number) ? number : null;
	}

	private static @Nullable Long newer(@Nullable Number tokens, @Nullable Long known) {
		return (tokens == null || (tokens.longValue() == 0 && known != null)) ? known
				: Long.valueOf(tokens.longValue());
	}

}

package io.contexttrace.test;

import java.util.Map;

/**
 * The tokens that a model call took, at about four characters each.
 *
 * @param input the tokens of the prompt
 * @param cached how many of them count as read from the provider's cache
 * @param output the tokens of the answer
 * @param reasoning how many of them count as spent on reasoning
 */
record TokenUsage(int input, int cached, int output, int reasoning) {

	private static final int REASONING = 64;

	private static final int CHARACTERS_PER_TOKEN = 4;

	private static final int TOKENS_PER_MESSAGE = 4;

	private static final int CACHE_STEP = 128;

	static TokenUsage of(ChatRequest request, ChatReply reply) {
		int input = request.messages()
			.stream()
			.mapToInt((message) -> tokens(message.text()) + TOKENS_PER_MESSAGE)
			.sum();
		int cached = tokens(request.instructions()) / CACHE_STEP * CACHE_STEP;
		ChatReply.ToolCall call = reply.toolCall();
		int output = (call != null) ? tokens(call.name() + call.arguments()) : tokens(reply.text());
		int reasoning = Wish.REASONING.isIn(request.lastUserText()) ? REASONING : 0;
		return new TokenUsage(input, cached, output + reasoning, reasoning);
	}

	static int tokens(String text) {
		return (text.length() + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
	}

	Map<String, Object> json() {
		return Map.of("prompt_tokens", this.input, "completion_tokens", this.output, "total_tokens",
				this.input + this.output, "prompt_tokens_details", Map.of("cached_tokens", this.cached),
				"completion_tokens_details", Map.of("reasoning_tokens", this.reasoning));
	}

}

package io.contexttrace.ai.openai;

import io.contexttrace.ai.ModelRequestMarker;
import io.contexttrace.ai.okhttp.RequestMark;

import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatOptions;

/**
 * Marks a streamed request to OpenAI with a header that never leaves the process: the
 * client's interceptor takes it off again. It is the only thing that reaches the threads
 * of the SDK. It marks nothing until an HTTP client with that interceptor has been built.
 * Safe for use by several threads.
 */
public final class OpenAiRequestMarker implements ModelRequestMarker {

	private volatile boolean active;

	@Override
	public Prompt mark(Prompt prompt, String requestId) {
		if (!this.active || !(prompt.getOptions() instanceof OpenAiChatOptions options)) {
			return prompt;
		}
		return prompt.mutate()
			.chatOptions(
					options.mutate().customHeaders(RequestMark.added(options.getCustomHeaders(), requestId)).build())
			.build();
	}

	void activate() {
		this.active = true;
	}

}

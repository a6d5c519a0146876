package io.contexttrace.ai.openai;

import java.util.HashMap;
import java.util.Map;

import io.contexttrace.ai.ModelRequestMarker;

import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatOptions;

/**
 * Marks a streamed request to OpenAI with a header that never leaves the process: the
 * {@link OpenAiContextInterceptor} takes it off again. It is the only thing that reaches
 * the threads of the SDK. It marks nothing until an HTTP client with that interceptor has
 * been built. Safe for use by several threads.
 */
public final class OpenAiRequestMarker implements ModelRequestMarker {

	static final String HEADER = "X-Context-Trace-Call";

	private volatile boolean active;

	@Override
	public Prompt mark(Prompt prompt, String requestId) {
		if (!this.active || !(prompt.getOptions() instanceof OpenAiChatOptions options)) {
			return prompt;
		}
		Map<String, String> headers = new HashMap<>();
		if (options.getCustomHeaders() != null) {
			headers.putAll(options.getCustomHeaders());
		}
		headers.put(HEADER, requestId);
		return prompt.mutate().chatOptions(options.mutate().customHeaders(headers).build()).build();
	}

	void activate() {
		this.active = true;
	}

}

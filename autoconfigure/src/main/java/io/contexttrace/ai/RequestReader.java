package io.contexttrace.ai;

import java.util.Map;

import io.contexttrace.llm.LlmRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.prompt.ChatOptions;

/**
 * Reads what was asked of a model out of Spring AI's prompt.
 */
final class RequestReader {

	static final String CHAT = "chat";

	private RequestReader() {
	}

	static LlmRequest read(ModelInput input, @Nullable String provider, boolean stream) {
		ChatOptions options = input.prompt().getOptions();
		String name = (provider != null) ? Providers.standardName(provider) : Providers.of(options);
		return new LlmRequest(CHAT, name, (options != null) ? options.getModel() : null, stream,
				(options != null) ? ParameterReader.parameters(options) : Map.of(), input.template());
	}

}

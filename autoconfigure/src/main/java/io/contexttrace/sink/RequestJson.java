package io.contexttrace.sink;

import io.contexttrace.Prompt;
import io.contexttrace.llm.LlmRequest;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was asked of a model.
 */
final class RequestJson {

	private RequestJson() {
	}

	static void write(JsonFields json, LlmRequest request) {
		json.text("operation", request.operation());
		json.text("provider", request.provider());
		json.text("requestModel", request.model());
		json.flag("stream", request.stream());
		if (!request.parameters().isEmpty()) {
			json.object("parameters", () -> request.parameters().forEach(json::value));
		}
		prompt(json, request.prompt());
	}

	private static void prompt(JsonFields json, @Nullable Prompt prompt) {
		if (prompt != null) {
			json.object("prompt", () -> {
				json.text("name", prompt.name());
				json.text("version", prompt.version());
				json.text("variant", prompt.variant());
			});
		}
	}

}

package io.contexttrace.sink;

import io.contexttrace.llm.LlmContent;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was said in a call.
 */
final class ContentJson {

	private ContentJson() {
	}

	static void write(JsonFields json, @Nullable LlmContent content) {
		if (content != null) {
			json.object("content", () -> content(json, content));
		}
	}

	private static void content(JsonFields json, LlmContent content) {
		json.objects("input", content.input(), (message) -> message(json, message));
		json.objects("output", content.output(), (message) -> message(json, message));
		json.objects("documents", content.documents(), (document) -> {
			json.text("id", document.id());
			json.number("score", document.score());
		});
		LlmContent.Encryption encryption = content.encryption();
		if (encryption != null) {
			json.object("encryption", () -> {
				json.text("algorithm", encryption.algorithm());
				json.text("keyId", encryption.keyId());
			});
		}
	}

	private static void message(JsonFields json, LlmContent.Message message) {
		json.text("role", message.role());
		text(json, "text", message.text());
		json.objects("toolCalls", message.toolCalls(), (call) -> toolCall(json, call));
		LlmContent.ToolCall answered = message.toolCall();
		if (answered != null) {
			json.text("toolCallId", answered.id());
			json.text("name", answered.name());
		}
	}

	private static void toolCall(JsonFields json, LlmContent.ToolCall call) {
		json.text("id", call.id());
		json.text("name", call.name());
		text(json, "arguments", call.arguments());
	}

	private static void text(JsonFields json, String name, LlmContent.@Nullable Text text) {
		if (text != null) {
			json.number("size", text.size());
			json.text(name, text.value());
			if (text.truncated()) {
				json.flag("truncated", true);
			}
		}
	}

}

package io.contexttrace.llm.record;

import java.util.List;

import io.contexttrace.llm.LlmContent;
import org.jspecify.annotations.Nullable;

/**
 * Who spoke, and how much, without what was said.
 */
final class ContentSizes {

	private ContentSizes() {
	}

	static LlmContent of(LlmContent content) {
		return new LlmContent(sizes(content.input()), sizes(content.output()), content.documents(), null);
	}

	private static List<LlmContent.Message> sizes(List<LlmContent.Message> messages) {
		return messages.stream()
			.map((message) -> new LlmContent.Message(message.role(), message.text().withoutValue(),
					message.toolCalls().stream().map(ContentSizes::size).toList(), size(message.toolCall())))
			.toList();
	}

	private static LlmContent.@Nullable ToolCall size(LlmContent.@Nullable ToolCall call) {
		return (call != null) ? new LlmContent.ToolCall(call.id(), call.name(),
				(call.arguments() != null) ? call.arguments().withoutValue() : null) : null;
	}

}

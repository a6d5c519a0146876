package io.contexttrace.ai.operation;

import java.util.List;

import io.contexttrace.ai.FailureReader;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.RawContent;
import org.jspecify.annotations.Nullable;

/**
 * What was said in an operation.
 *
 * @param content what went in and came out, unless nothing is captured
 * @param failure how the operation failed
 */
record OperationContent(@Nullable LlmContent content, @Nullable Throwable failure) implements RawContent {

	@Override
	public @Nullable String errorMessage() {
		return (this.failure != null) ? FailureReader.message(this.failure) : null;
	}

	@Override
	public long size() {
		return (this.content != null) ? size(this.content.input()) + size(this.content.output()) : 0;
	}

	private static long size(List<LlmContent.Message> messages) {
		long size = 0;
		for (LlmContent.Message message : messages) {
			size += message.text().size();
			for (LlmContent.ToolCall call : message.toolCalls()) {
				size += (call.arguments() != null) ? call.arguments().size() : 0;
			}
		}
		return size;
	}

}

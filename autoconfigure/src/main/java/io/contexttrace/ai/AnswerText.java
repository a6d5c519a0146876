package io.contexttrace.ai;

import java.util.ArrayList;
import java.util.List;

import io.contexttrace.llm.ContentCapture;
import io.contexttrace.llm.LlmContent;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.messages.AssistantMessage;

/**
 * One of the answers of a model, as it comes in. Of what is too long for the record, only
 * the size is kept. Not safe for use by several threads.
 */
final class AnswerText {

	private static final String ROLE = "assistant";

	private static final int MAX_TOOL_CALLS = 256;

	private final AnswerCapture capture;

	private final List<LlmContent.ToolCall> toolCalls = new ArrayList<>();

	private @Nullable String whole;

	private @Nullable StringBuilder chunks;

	private int size;

	AnswerText(AnswerCapture capture) {
		this.capture = capture;
	}

	/**
	 * Add a piece of the answer.
	 * @param message the piece
	 * @param room how many characters of text may still be kept
	 * @return how many characters were kept
	 */
	int add(AssistantMessage message, int room) {
		String text = message.getText();
		int kept = 0;
		if (text != null && !text.isEmpty()) {
			this.size += text.length();
			kept = keep(cut(text, room));
		}
		for (AssistantMessage.ToolCall call : message.getToolCalls()) {
			kept += add(call, room - kept);
		}
		return kept;
	}

	LlmContent.Message message() {
		return new LlmContent.Message(ROLE, text(), this.toolCalls, null);
	}

	private int add(AssistantMessage.ToolCall call, int room) {
		if (this.toolCalls.size() >= MAX_TOOL_CALLS) {
			return 0;
		}
		String all = (call.arguments() != null) ? call.arguments() : "";
		String kept = cut(all, room);
		this.toolCalls.add(new LlmContent.ToolCall(call.id(), call.name(),
				new LlmContent.Text(all.length(), isFull() ? kept : null, isFull() && kept.length() < all.length())));
		return kept.length();
	}

	// an answer in one piece is not copied
	private int keep(String text) {
		if (!isFull() || text.isEmpty()) {
			return 0;
		}
		if (this.chunks != null) {
			this.chunks.append(text);
		}
		else if (this.whole != null) {
			this.chunks = new StringBuilder(this.whole).append(text);
			this.whole = null;
		}
		else {
			this.whole = text;
		}
		return text.length();
	}

	private LlmContent.Text text() {
		if (!isFull()) {
			return new LlmContent.Text(this.size, null, false);
		}
		String text = (this.chunks != null) ? this.chunks.toString() : ((this.whole != null) ? this.whole : "");
		return new LlmContent.Text(this.size, text, text.length() < this.size);
	}

	private boolean isFull() {
		return this.capture.content() == ContentCapture.FULL;
	}

	private static String cut(String text, int room) {
		if (text.length() <= room) {
			return text;
		}
		int end = (room > 0 && Character.isHighSurrogate(text.charAt(room - 1))) ? room - 1 : Math.max(room, 0);
		return text.substring(0, end);
	}

}

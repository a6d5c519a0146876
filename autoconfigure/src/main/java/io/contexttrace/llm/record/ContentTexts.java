package io.contexttrace.llm.record;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

import io.contexttrace.llm.LlmContent;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all texts of a content, each of which has a path, such as
 * {@code input/0/text} or {@code output/0/toolCalls/1/arguments}.
 */
final class ContentTexts {

	private final Change change;

	private ContentTexts(Change change) {
		this.change = change;
	}

	static LlmContent change(LlmContent content, LlmContent.@Nullable Encryption encryption, Change change)
			throws GeneralSecurityException {
		ContentTexts texts = new ContentTexts(change);
		return new LlmContent(texts.messages("input", content.input()), texts.messages("output", content.output()),
				content.documents(), encryption);
	}

	private List<LlmContent.Message> messages(String path, List<LlmContent.Message> messages)
			throws GeneralSecurityException {
		List<LlmContent.Message> changed = new ArrayList<>(messages.size());
		for (LlmContent.Message message : messages) {
			String own = path + "/" + changed.size();
			changed.add(new LlmContent.Message(message.role(), text(own + "/text", message.text()),
					toolCalls(own + "/toolCalls", message.toolCalls()), message.toolCall()));
		}
		return changed;
	}

	private List<LlmContent.ToolCall> toolCalls(String path, List<LlmContent.ToolCall> calls)
			throws GeneralSecurityException {
		List<LlmContent.ToolCall> changed = new ArrayList<>(calls.size());
		for (LlmContent.ToolCall call : calls) {
			String own = path + "/" + changed.size() + "/arguments";
			LlmContent.Text arguments = call.arguments();
			changed.add(
					new LlmContent.ToolCall(call.id(), call.name(), (arguments != null) ? text(own, arguments) : null));
		}
		return changed;
	}

	private LlmContent.Text text(String path, LlmContent.Text text) throws GeneralSecurityException {
		String value = text.value();
		return (value != null) ? new LlmContent.Text(text.size(), this.change.apply(path, value), text.truncated())
				: text;
	}

	/**
	 * Turns a text into another one.
	 */
	@FunctionalInterface
	interface Change {

		String apply(String path, String text) throws GeneralSecurityException;

	}

}

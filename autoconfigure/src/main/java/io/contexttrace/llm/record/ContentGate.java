package io.contexttrace.llm.record;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.contexttrace.llm.LlmContent;
import org.jspecify.annotations.Nullable;

/**
 * What the content of one record goes through: each text goes through the
 * {@link TextGate}, and all of them share what a record can hold. What matters most comes
 * first: the output, the user's last message, what the system says, and then the other
 * messages from the newest to the oldest. For one record, and one thread.
 */
final class ContentGate {

	private final TextGate texts;

	private final int maxText;

	private int left;

	ContentGate(TextGate texts, ContentLimits limits) {
		this.texts = texts;
		this.maxText = limits.maxText();
		this.left = limits.maxRecord();
	}

	LlmContent pass(LlmContent content) {
		List<LlmContent.Message> output = FewMessages.of(content.output()).stream().map(this::message).toList();
		List<LlmContent.Message> input = new ArrayList<>(FewMessages.of(content.input()));
		for (int index : order(input)) {
			input.set(index, message(input.get(index)));
		}
		List<LlmContent.Document> documents = content.documents()
			.stream()
			.limit(ContentLimits.MAX_ELEMENTS)
			.map((document) -> new LlmContent.Document(name(document.id()), document.score()))
			.toList();
		return new LlmContent(input, output, documents, null);
	}

	private static Set<Integer> order(List<LlmContent.Message> messages) {
		Set<Integer> order = new LinkedHashSet<>();
		for (int i = messages.size() - 1; i >= 0 && order.isEmpty(); i--) {
			if (messages.get(i).role().equals("user")) {
				order.add(i);
			}
		}
		for (int i = 0; i < messages.size(); i++) {
			if (messages.get(i).role().equals("system")) {
				order.add(i);
			}
		}
		for (int i = messages.size() - 1; i >= 0; i--) {
			order.add(i);
		}
		return order;
	}

	private LlmContent.Message message(LlmContent.Message message) {
		LlmContent.Text text = text(message.text());
		List<LlmContent.ToolCall> calls = message.toolCalls()
			.stream()
			.limit(ContentLimits.MAX_ELEMENTS)
			.map((call) -> toolCall(call, call.arguments()))
			.toList();
		LlmContent.ToolCall answered = message.toolCall();
		return new LlmContent.Message(message.role(), text, calls,
				(answered != null) ? toolCall(answered, null) : null);
	}

	private LlmContent.ToolCall toolCall(LlmContent.ToolCall call, LlmContent.@Nullable Text arguments) {
		return new LlmContent.ToolCall(this.texts.passNullable(call.id(), ContentLimits.MAX_NAME),
				this.texts.passNullable(call.name(), ContentLimits.MAX_NAME),
				(arguments != null) ? text(arguments) : null);
	}

	private LlmContent.Text text(LlmContent.Text text) {
		LlmContent.Text passed = this.texts.pass(text, Math.min(this.maxText, this.left));
		String value = passed.value();
		this.left -= (value != null) ? value.length() : 0;
		return passed;
	}

	private String name(String name) {
		return this.texts.pass(name, ContentLimits.MAX_NAME);
	}

}

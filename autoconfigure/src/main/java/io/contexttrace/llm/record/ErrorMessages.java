package io.contexttrace.llm.record;

import java.util.List;

import io.contexttrace.llm.LlmContent;
import org.jspecify.annotations.Nullable;

/**
 * What a record says of a failure: without secrets, cut, and without what the message
 * quotes of the call's texts, unless the record shows them anyway.
 */
final class ErrorMessages {

	/**
	 * How much of a message is looked at: quotations leave room for the rest.
	 */
	private static final int MAX_SEEN = 8 * ContentLimits.MAX_ERROR;

	private ErrorMessages() {
	}

	static @Nullable String message(SaidContent said, TextGate texts, boolean contentIsShown) {
		String message = said.errorMessage();
		if (message == null) {
			return null;
		}
		if (contentIsShown) {
			return texts.pass(message, ContentLimits.MAX_ERROR);
		}
		if (!said.isReadable()) {
			// nobody can tell what is quoted
			return null;
		}
		String passed = texts.pass(message, MAX_SEEN);
		LlmContent content = said.content();
		return CharacterCut.first((content != null) ? withoutQuotes(passed, content) : passed, ContentLimits.MAX_ERROR);
	}

	private static String withoutQuotes(String message, LlmContent content) {
		PromptQuotes quotes = new PromptQuotes(message);
		compare(quotes, content.output());
		compare(quotes, content.input());
		return quotes.without();
	}

	// from the newest to the oldest, because what is compared is bounded
	private static void compare(PromptQuotes quotes, List<LlmContent.Message> messages) {
		for (int i = messages.size() - 1; i >= 0; i--) {
			compare(quotes, messages.get(i).text());
			messages.get(i).toolCalls().forEach((call) -> compare(quotes, call.arguments()));
		}
	}

	private static void compare(PromptQuotes quotes, LlmContent.@Nullable Text text) {
		if (text != null && text.value() != null) {
			quotes.compare(text.value());
		}
	}

}

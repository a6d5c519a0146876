package io.contexttrace.llm.record;

import java.util.List;

import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.RawContent;
import org.jspecify.annotations.Nullable;

/**
 * What was said in a call of a test.
 *
 * @param content the content
 * @param errorMessage what the failure says
 */
record SaidInCall(@Nullable LlmContent content, @Nullable String errorMessage) implements RawContent {

	static SaidInCall of(String question, String answer) {
		return new SaidInCall(new LlmContent(List.of(message("user", question)), List.of(message("assistant", answer))),
				null);
	}

	static SaidInCall failed(String question, String errorMessage) {
		return new SaidInCall(new LlmContent(List.of(message("user", question)), List.of()), errorMessage);
	}

	static LlmContent.Message message(String role, String text) {
		return new LlmContent.Message(role, LlmContent.Text.of(text));
	}

	@Override
	public long size() {
		return 0;
	}

}

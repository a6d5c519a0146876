package io.contexttrace.ai;

import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.RawContent;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * What was said in a call to a chat model.
 *
 * @param prompt what the model was given
 * @param response what it answered
 * @param failure how the call failed
 */
record ModelCallContent(Prompt prompt, ResponseReader response, @Nullable Throwable failure) implements RawContent {

	@Override
	public LlmContent content() {
		return new LlmContent(RequestReader.messages(this.prompt), this.response.messages());
	}

	@Override
	public @Nullable String errorMessage() {
		return (this.failure != null) ? FailureReader.message(this.failure) : null;
	}

	@Override
	public long size() {
		long size = this.response.size();
		for (Message message : this.prompt.getInstructions()) {
			String text = message.getText();
			size += (text != null) ? text.length() : 0;
		}
		return size;
	}

}

package io.contexttrace.ai;

import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.RawContent;
import org.jspecify.annotations.Nullable;

/**
 * What was said in a call to a chat model.
 *
 * @param input what the model was given
 * @param response what it answered
 * @param failure how the call failed
 */
record ModelCallContent(ModelInput input, ResponseReader response, @Nullable Throwable failure) implements RawContent {

	@Override
	public LlmContent content() {
		return new LlmContent(MessageReader.messages(this.input.prompt()), this.response.messages(),
				DocumentReader.documents(this.input.documents()), null);
	}

	@Override
	public @Nullable String errorMessage() {
		return (this.failure != null) ? FailureReader.message(this.failure) : null;
	}

	@Override
	public long size() {
		return this.response.kept() + MessageReader.size(this.input.prompt());
	}

}

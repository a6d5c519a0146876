package io.contexttrace.llm;

import org.jspecify.annotations.Nullable;

/**
 * What was said in a call, as it was said, secrets included. It is read by the worker
 * that makes records, and goes no further: sinks see what is left of it in an
 * {@link LlmRecord}. Implementations hold references and read them late.
 */
public interface RawContent {

	/**
	 * Nothing was said.
	 */
	RawContent NONE = new RawContent() {

		@Override
		public @Nullable LlmContent content() {
			return null;
		}

		@Override
		public @Nullable String errorMessage() {
			return null;
		}

		@Override
		public long size() {
			return 0;
		}

	};

	/**
	 * The content.
	 * @return the content with all texts, or {@code null} if there is none
	 */
	@Nullable LlmContent content();

	/**
	 * What the failure says, which may quote the prompt.
	 * @return the message, or {@code null} if there is none
	 */
	@Nullable String errorMessage();

	/**
	 * How much memory the content holds as long as it waits.
	 * @return a cheap estimate in characters
	 */
	long size();

}

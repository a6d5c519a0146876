package io.contexttrace.llm;

import org.jspecify.annotations.Nullable;

/**
 * A call on its way to become a record.
 *
 * @param call the call
 * @param raw what was said in it
 * @param lost why the content was left behind on the way, or {@code null} if it was not
 */
public record FinishedCall(LlmCall call, RawContent raw, @Nullable String lost) {

	/**
	 * Create a call with its content.
	 * @param call the call
	 * @param raw what was said in it
	 */
	public FinishedCall(LlmCall call, RawContent raw) {
		this(call, raw, null);
	}

	/**
	 * This call without what was said in it.
	 * @param reason why the content is left behind, one of few
	 * @return the call alone
	 */
	public FinishedCall withoutContent(String reason) {
		return new FinishedCall(this.call, RawContent.NONE, reason);
	}

}

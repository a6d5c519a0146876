package io.contexttrace.llm.feedback;

import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.JudgedCall;
import org.jspecify.annotations.Nullable;

/**
 * Feedback as it was given, secrets in the comment included, on its way to become a
 * record.
 *
 * @param feedback what is thought of the call or the context
 * @param call the call, or the latest call of the context, if it is known
 */
public record GivenFeedback(Feedback feedback, @Nullable JudgedCall call) {

	/**
	 * This feedback without its comment.
	 * @return the changed copy
	 */
	public GivenFeedback withoutComment() {
		return new GivenFeedback(this.feedback.with(this.feedback.verdict().withComment(null)), this.call);
	}

}

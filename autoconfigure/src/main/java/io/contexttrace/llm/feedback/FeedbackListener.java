package io.contexttrace.llm.feedback;

/**
 * Told of all feedback, on the thread that gives it: metrics count here. Implementations
 * do little, do not block and are safe for use by several threads.
 */
@FunctionalInterface
public interface FeedbackListener {

	/**
	 * Feedback was given.
	 * @param given the feedback, whose comment must go nowhere
	 */
	void given(GivenFeedback given);

}

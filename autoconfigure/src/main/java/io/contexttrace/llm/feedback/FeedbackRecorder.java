package io.contexttrace.llm.feedback;

import java.util.List;
import java.util.function.Consumer;

import io.contexttrace.FaultBarrier;
import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.JudgedCall;

/**
 * Where the application says what somebody thinks of an answer, also long after it was
 * given. The listeners are told at once, and the feedback is handed over to become a
 * record. Nothing that fails here reaches the caller. Safe for use by several threads.
 */
public final class FeedbackRecorder {

	private final RecentCalls recent;

	private final List<FeedbackListener> listeners;

	private final Consumer<GivenFeedback> handover;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create a recorder.
	 * @param recent finds the calls that are judged
	 * @param listeners are told of all feedback, in this order
	 * @param handover takes the feedback that is to be kept, without delay
	 */
	public FeedbackRecorder(RecentCalls recent, List<FeedbackListener> listeners, Consumer<GivenFeedback> handover) {
		this.recent = recent;
		this.listeners = List.copyOf(listeners);
		this.handover = handover;
	}

	/**
	 * Record feedback. If the call that it is about is not remembered, it is recorded
	 * without what is known of the call.
	 * @param feedback the feedback
	 * @throws IllegalArgumentException if it has no score, no label and no comment
	 */
	public void record(Feedback feedback) {
		if (feedback.verdict().isEmpty()) {
			throw new IllegalArgumentException("A score, a label or a comment is needed");
		}
		JudgedCall call = this.recent.find(feedback.target());
		GivenFeedback given = new GivenFeedback(feedback, call);
		for (FeedbackListener listener : this.listeners) {
			this.barrier.run(listener, () -> listener.given(given));
		}
		this.barrier.run(this.handover, () -> this.handover.accept(given));
	}

	/**
	 * What is remembered of the latest calls.
	 * @return the memory
	 */
	public RecentCalls recentCalls() {
		return this.recent;
	}

}

package io.contexttrace.sink;

import java.util.function.Function;

import io.contexttrace.llm.FeedbackRecord;
import io.contexttrace.llm.LlmCallSink;
import io.contexttrace.llm.feedback.GivenFeedback;

/**
 * Feedback that waits to become a record.
 *
 * @param given the feedback
 * @param maker makes the record
 * @param delegate takes the record
 */
public record QueuedFeedback(GivenFeedback given, Function<GivenFeedback, FeedbackRecord> maker,
		LlmCallSink delegate) implements QueuedItem {

	@Override
	public String sink() {
		return this.delegate.name();
	}

	@Override
	public long contentSize() {
		String comment = this.given.feedback().verdict().comment();
		return (comment != null) ? (long) Character.BYTES * comment.length() : 0;
	}

	@Override
	public QueuedItem withoutContent() {
		return (contentSize() > 0) ? new QueuedFeedback(this.given.withoutComment(), this.maker, this.delegate) : this;
	}

	@Override
	public void serve() {
		this.delegate.accept(this.maker.apply(this.given));
	}

}

package io.contexttrace.llm.feedback;

import java.util.Map;
import java.util.function.Function;

import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.FeedbackRecord;

/**
 * Makes the record of feedback, which is all that sinks see of it. Safe for use by
 * several threads.
 */
public final class FeedbackRecordMaker implements Function<GivenFeedback, FeedbackRecord> {

	private final CommentRedactor redactor;

	/**
	 * Create a maker of records.
	 * @param redactor takes the secrets out of comments
	 */
	public FeedbackRecordMaker(CommentRedactor redactor) {
		this.redactor = redactor;
	}

	@Override
	public FeedbackRecord apply(GivenFeedback given) {
		Feedback feedback = given.feedback();
		String comment = feedback.verdict().comment();
		if (comment == null) {
			return new FeedbackRecord(feedback, given.call(), Map.of());
		}
		CommentRedactor.RedactedComment redacted = this.redactor.redact(comment, Feedback.Verdict.MAX_COMMENT_LENGTH);
		return new FeedbackRecord(feedback.withComment(redacted.text()), given.call(), redacted.counts());
	}

}

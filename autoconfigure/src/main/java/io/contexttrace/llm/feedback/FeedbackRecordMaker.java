package io.contexttrace.llm.feedback;

import java.util.Map;
import java.util.function.Function;

import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.FeedbackRecord;
import io.contexttrace.llm.redact.Redaction;
import io.contexttrace.llm.redact.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * Makes the record of feedback, which is all that sinks see of it. Safe for use by
 * several threads.
 */
public final class FeedbackRecordMaker implements Function<GivenFeedback, FeedbackRecord> {

	private final @Nullable Redactor redactor;

	/**
	 * Create a maker of records.
	 * @param redactor takes the secrets out of comments, {@code null} to leave comments
	 * out
	 */
	public FeedbackRecordMaker(@Nullable Redactor redactor) {
		this.redactor = redactor;
	}

	@Override
	public FeedbackRecord apply(GivenFeedback given) {
		Feedback feedback = given.feedback();
		String comment = feedback.verdict().comment();
		if (comment == null || this.redactor == null) {
			return new FeedbackRecord(feedback.withComment(null), given.call(), Map.of());
		}
		Redaction redacted = this.redactor.redactFirst(comment, Feedback.Verdict.MAX_COMMENT_LENGTH);
		return new FeedbackRecord(feedback.withComment(redacted.text()), given.call(), redacted.counts());
	}

}

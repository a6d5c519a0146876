package io.contexttrace.llm.feedback;

import java.util.Map;
import java.util.function.Function;

import io.contexttrace.FaultBarrier;
import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.FeedbackRecord;
import io.contexttrace.llm.redact.Redaction;
import io.contexttrace.llm.redact.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * Makes the record of feedback, which is all that sinks see of it. A redactor that fails
 * costs the comment. Safe for use by several threads.
 */
public final class FeedbackRecordMaker implements Function<GivenFeedback, FeedbackRecord> {

	private final @Nullable Redactor redactor;

	private final FaultBarrier barrier = new FaultBarrier();

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
		Redaction redacted = (comment != null) ? redacted(comment) : null;
		return (redacted != null)
				? new FeedbackRecord(feedback.withComment(redacted.text()), given.call(), redacted.counts())
				: new FeedbackRecord(feedback.withComment(null), given.call(), Map.of());
	}

	private @Nullable Redaction redacted(String comment) {
		Redactor redacting = this.redactor;
		if (redacting == null) {
			return null;
		}
		try {
			return redacting.redactFirst(comment, Feedback.Verdict.MAX_COMMENT_LENGTH);
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			this.barrier.report(redacting, ex);
			return null;
		}
	}

}

package io.contexttrace.llm.feedback;

import java.util.Map;
import java.util.function.Function;

import io.contexttrace.FaultBarrier;
import io.contexttrace.UserPseudonyms;
import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.FeedbackRecord;
import io.contexttrace.llm.JudgedCall;
import io.contexttrace.llm.redact.Redaction;
import io.contexttrace.llm.redact.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * Makes the record of feedback, which is all that sinks see of it: what others have
 * worded is cleaned of secrets, as in the record of the call. A redactor that fails costs
 * the comment. Safe for use by several threads.
 */
public final class FeedbackRecordMaker implements Function<GivenFeedback, FeedbackRecord> {

	private final Redactor redactor;

	private final JudgedCallGate gate;

	private final boolean comments;

	private final FaultBarrier barrier = FaultBarrier.withoutMessages();

	/**
	 * Create a maker of records.
	 * @param redactor takes the secrets out
	 * @param pseudonyms stand for ids that show somebody
	 * @param comments whether comments go on record
	 */
	public FeedbackRecordMaker(Redactor redactor, UserPseudonyms pseudonyms, boolean comments) {
		this.redactor = redactor;
		this.gate = new JudgedCallGate(redactor, pseudonyms, this.barrier);
		this.comments = comments;
	}

	@Override
	public FeedbackRecord apply(GivenFeedback given) {
		Feedback feedback = this.gate.pass(given.feedback());
		JudgedCall call = this.gate.passNullable(given.call());
		String comment = feedback.verdict().comment();
		Redaction redacted = (comment != null && this.comments) ? redacted(comment) : null;
		return (redacted != null) ? new FeedbackRecord(feedback.withComment(redacted.text()), call, redacted.counts())
				: new FeedbackRecord(feedback.withComment(null), call, Map.of());
	}

	private @Nullable Redaction redacted(String comment) {
		try {
			return this.redactor.redactFirst(comment, Feedback.Verdict.MAX_COMMENT_LENGTH);
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			this.barrier.report(this.redactor, ex);
			return null;
		}
	}

}

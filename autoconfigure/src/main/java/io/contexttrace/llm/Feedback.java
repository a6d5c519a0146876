package io.contexttrace.llm;

import java.time.Instant;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody thinks of an answer, or of all that happened in a context: a user, or a
 * program that evaluates answers. Immutable.
 *
 * @param target what is judged
 * @param name what is asked of it, such as {@code user_rating}; one of few, because it
 * becomes a metric tag; 1 to 64 letters, digits and {@code _ . - /}
 * @param verdict what the answer to that is
 * @param source who judges: {@code user}, {@code evaluator} or the application's own
 * word, in the form of a kind
 * @param at when
 */
public record Feedback(Target target, String name, Verdict verdict, String source, Instant at) {

	/**
	 * The source of what users say.
	 */
	public static final String USER = "user";

	/**
	 * The source of what programs say.
	 */
	public static final String EVALUATOR = "evaluator";

	/**
	 * Create a feedback.
	 * @param target what is judged
	 * @param name what is asked of it
	 * @param verdict what the answer to that is
	 * @param source who judges
	 * @param at when
	 * @throws IllegalArgumentException if the name or the source is not in its form
	 */
	public Feedback {
		if (!FeedbackForm.isName(name)) {
			throw new IllegalArgumentException("The name has 1 to 64 letters, digits or _ . - /");
		}
		if (!BusinessContext.isKind(source)) {
			throw new IllegalArgumentException("The source has 1 to 32 letters, digits or . _ -");
		}
	}

	/**
	 * A user's feedback of now that says nothing yet.
	 * @param target what is judged
	 * @param name what is asked of it
	 * @return the feedback
	 */
	public static Feedback of(Target target, String name) {
		return new Feedback(target, name, Verdict.NONE, USER, Instant.now());
	}

	/**
	 * A user's feedback of now on a call that says nothing yet.
	 * @param requestId the call to a model, or the user's call that led to it
	 * @param name what is asked of it
	 * @return the feedback
	 */
	public static Feedback onRequest(String requestId, String name) {
		return of(new Target(requestId, null, null), name);
	}

	/**
	 * A user's feedback of now on a call that says nothing yet.
	 * @param responseId the provider's id of the answer
	 * @param name what is asked of it
	 * @return the feedback
	 */
	public static Feedback onResponse(String responseId, String name) {
		return of(new Target(null, responseId, null), name);
	}

	/**
	 * A user's feedback of now on a whole context that says nothing yet.
	 * @param contextId the context
	 * @param name what is asked of it
	 * @return the feedback
	 */
	public static Feedback onContext(ContextId contextId, String name) {
		return of(new Target(null, null, contextId), name);
	}

	/**
	 * This feedback with a score.
	 * @param score any finite number; the higher, the better
	 * @return the changed copy
	 */
	public Feedback withScore(double score) {
		return with(new Verdict(score, this.verdict.label(), this.verdict.comment()));
	}

	/**
	 * This feedback with a label.
	 * @param label the verdict in a word, such as {@code helpful} or {@code fail}; one of
	 * few, because it becomes a metric tag
	 * @return the changed copy
	 */
	public Feedback withLabel(@Nullable String label) {
		return with(new Verdict(this.verdict.score(), label, this.verdict.comment()));
	}

	/**
	 * This feedback with a comment.
	 * @param comment the reasons, in free text
	 * @return the changed copy
	 */
	public Feedback withComment(@Nullable String comment) {
		return with(new Verdict(this.verdict.score(), this.verdict.label(), comment));
	}

	/**
	 * This feedback with another verdict.
	 * @param verdict what is thought of the target
	 * @return the changed copy
	 */
	public Feedback with(Verdict verdict) {
		return new Feedback(this.target, this.name, verdict, this.source, this.at);
	}

	/**
	 * This feedback from somebody else.
	 * @param source who judges
	 * @return the changed copy
	 */
	public Feedback from(String source) {
		return new Feedback(this.target, this.name, this.verdict, source, this.at);
	}

	/**
	 * What is judged: one call, or a whole context.
	 *
	 * @param requestId the call to a model, or the user's call that led to it
	 * @param responseId the provider's id of the answer
	 * @param contextId the context; it is the context as a whole that is judged if there
	 * is nothing else
	 */
	public record Target(@Nullable String requestId, @Nullable String responseId, @Nullable ContextId contextId) {

		/**
		 * Create a target.
		 * @param requestId the call to a model, or the user's call that led to it
		 * @param responseId the provider's id of the answer
		 * @param contextId the context
		 * @throws IllegalArgumentException if there is no id, or one is not in its form
		 */
		public Target {
			if (requestId == null && responseId == null && contextId == null) {
				throw new IllegalArgumentException("A request id, a response id or a context id is needed");
			}
			if (requestId != null && ContextId.parse(requestId) == null) {
				throw new IllegalArgumentException("The request id is not one");
			}
			if (responseId != null && !FeedbackForm.isResponseId(responseId)) {
				throw new IllegalArgumentException("The response id is not one");
			}
		}

		/**
		 * Whether one call is judged, and not a context as a whole.
		 * @return {@code true} if it is
		 */
		public boolean isCall() {
			return this.requestId != null || this.responseId != null;
		}

	}

	/**
	 * What is thought of the target.
	 *
	 * @param score any finite number; the higher, the better
	 * @param label the verdict in a word: 1 to 64 letters of any language, spaces, at
	 * most 4 digits and {@code _ . - + / ' ! ?}, which leaves out addresses and numbers
	 * that are nobody's business
	 * @param comment the reasons, in free text of at most {@value #MAX_COMMENT_LENGTH}
	 * characters
	 */
	public record Verdict(@Nullable Double score, @Nullable String label, @Nullable String comment) {

		/**
		 * Nothing is thought of it.
		 */
		public static final Verdict NONE = new Verdict(null, null, null);

		/**
		 * The longest comment, in characters.
		 */
		public static final int MAX_COMMENT_LENGTH = 4096;

		/**
		 * Create a verdict.
		 * @param score any finite number
		 * @param label the verdict in a word
		 * @param comment the reasons; a blank one is none
		 * @throws IllegalArgumentException if a part is not in its form
		 */
		public Verdict {
			if (score != null && !Double.isFinite(score)) {
				throw new IllegalArgumentException("The score is a finite number");
			}
			if (label != null && !FeedbackForm.isLabel(label)) {
				throw new IllegalArgumentException(
						"The label has 1 to 64 letters, spaces, at most 4 digits or _ . - + / ' ! ?");
			}
			if (comment != null && comment.length() > MAX_COMMENT_LENGTH) {
				throw new IllegalArgumentException("The comment has at most 4096 characters");
			}
			comment = (comment != null && !comment.isBlank()) ? comment : null;
		}

		/**
		 * Whether nothing is said.
		 * @return {@code true} if there is no score, no label and no comment
		 */
		public boolean isEmpty() {
			return this.score == null && this.label == null && this.comment == null;
		}

		/**
		 * This verdict with another comment.
		 * @param comment the reasons
		 * @return the changed copy
		 */
		public Verdict withComment(@Nullable String comment) {
			return new Verdict(this.score, this.label, comment);
		}

	}

}

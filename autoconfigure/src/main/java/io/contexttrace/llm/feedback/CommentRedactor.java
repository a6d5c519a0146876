package io.contexttrace.llm.feedback;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Takes the secrets out of comments. Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface CommentRedactor {

	/**
	 * Replace the secrets in a comment.
	 * @param comment any text
	 * @param limit how many characters there may be in the result
	 * @return the comment without them
	 */
	RedactedComment redact(String comment, int limit);

	/**
	 * A redactor that leaves comments out altogether.
	 * @return the redactor
	 */
	static CommentRedactor dropping() {
		return (comment, limit) -> new RedactedComment(null, Map.of());
	}

	/**
	 * A comment without its secrets.
	 *
	 * @param text what is left of it
	 * @param counts how many secrets of each type were taken out
	 */
	record RedactedComment(@Nullable String text, Map<String, Integer> counts) {

	}

}

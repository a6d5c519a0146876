package io.contexttrace.llm.record;

import io.contexttrace.llm.ContentCapture;
import io.contexttrace.llm.RecordPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What records may hold of what was said in calls.
 *
 * @param capture how much of it goes on record
 * @param policy decides of which calls, if the text is captured
 * @param limits how much text a record holds
 * @param encryption encrypts the texts, or {@code null} if they stay readable
 */
public record RecordRules(ContentCapture capture, RecordPolicy policy, ContentLimits limits,
		@Nullable ContentEncryption encryption) {

	/**
	 * Rules for readable texts of all calls, within the default limits.
	 * @param capture how much of what was said goes on record
	 */
	public RecordRules(ContentCapture capture) {
		this(capture, RecordPolicy.all(), ContentLimits.DEFAULT, null);
	}

}

package io.contexttrace.llm;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Feedback as it goes to the sinks: without secrets, and together with what is known of
 * the call.
 *
 * @param feedback what is thought of the call or the context
 * @param call the call, or the latest call of the context; {@code null} if it is not
 * known, or no longer
 * @param redactions how many secrets of each type were taken out of the comment
 */
public record FeedbackRecord(Feedback feedback, @Nullable JudgedCall call, Map<String, Integer> redactions) {

	/**
	 * Create a record.
	 * @param feedback what is thought of the call or the context
	 * @param call the call, or the latest call of the context
	 * @param redactions how many secrets of each type were taken out
	 */
	public FeedbackRecord {
		redactions = Collections.unmodifiableMap(new TreeMap<>(redactions));
	}

}

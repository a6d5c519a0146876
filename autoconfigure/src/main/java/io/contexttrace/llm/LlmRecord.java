package io.contexttrace.llm;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A call as it goes to the sinks: without secrets, within limits, and encrypted where
 * that is asked for.
 *
 * @param call the call
 * @param errorMessage what the failure says
 * @param content what is left of what was said, if it is captured and kept
 * @param kept whether the content was kept, and why
 * @param redactions how many secrets of each type were taken out
 */
public record LlmRecord(LlmCall call, @Nullable String errorMessage, @Nullable LlmContent content, Kept kept,
		Map<String, Integer> redactions) {

	/**
	 * Create a record.
	 * @param call the call
	 * @param errorMessage what the failure says
	 * @param content what is left of what was said
	 * @param kept whether the content was kept, and why
	 * @param redactions how many secrets of each type were taken out
	 */
	public LlmRecord {
		redactions = Collections.unmodifiableMap(new TreeMap<>(redactions));
	}

}

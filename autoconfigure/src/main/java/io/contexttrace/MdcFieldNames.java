package io.contexttrace;

import java.util.List;

/**
 * What the fields of a context are called in the log's MDC.
 *
 * @param contextId the context id
 * @param contextKind what sort of context it is
 * @param parentContextId the id of the context inside which it was opened
 * @param requestId the id of the LLM call, inside one
 * @param userId the user's pseudonym
 * @param xrayTraceId the trace id in the form of AWS X-Ray
 * @param prompt the prompt template, as {@link io.contexttrace.Prompt#path()} words it
 * @param step the step of a longer flow, the innermost one
 */
public record MdcFieldNames(String contextId, String contextKind, String parentContextId, String requestId,
		String userId, String xrayTraceId, String prompt, String step) {

	/**
	 * The names that are used unless others are configured.
	 */
	public static final MdcFieldNames DEFAULT = new MdcFieldNames("contextId", "contextKind", "parentContextId",
			"requestId", "userId", "xrayTraceId", "prompt", "step");

	List<String> all() {
		return List.of(this.contextId, this.contextKind, this.parentContextId, this.requestId, this.userId,
				this.xrayTraceId, this.prompt, this.step);
	}

}

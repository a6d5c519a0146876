package io.contexttrace.propagation;

/**
 * What the fields of a context are called in the log's MDC.
 *
 * @param contextId the context id
 * @param contextKind what sort of context it is
 * @param requestId the id of the LLM call, inside one
 * @param userId the user's pseudonym
 * @param xrayTraceId the trace id in the form of AWS X-Ray
 * @param prompt the prompt template, as {@link io.contexttrace.Prompt#path()} words it
 */
public record MdcFieldNames(String contextId, String contextKind, String requestId, String userId, String xrayTraceId,
		String prompt) {

	/**
	 * The names that are used unless others are configured.
	 */
	public static final MdcFieldNames DEFAULT = new MdcFieldNames("contextId", "contextKind", "requestId", "userId",
			"xrayTraceId", "prompt");

}

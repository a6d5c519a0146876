package io.contexttrace.header;

/**
 * Why an invocation of a function does not take the context along.
 */
enum SkippedInvocation {

	/**
	 * AWS would refuse the request.
	 */
	SIZE("size", "the client context or the payload would be longer than AWS allows"),

	/**
	 * What the caller has put there is no client context.
	 */
	MALFORMED("malformed", "the client context that the caller has set is no JSON object in Base64"),

	/**
	 * Nothing but the payload reaches the function.
	 */
	ASYNCHRONOUS("asynchronous",
			"Lambda takes no client context along where nobody waits for the answer;"
					+ " context-trace.lambda.event-envelope=true puts it into the payload"),

	/**
	 * The payload has no place for an envelope.
	 */
	PAYLOAD("payload", "the payload of an event is no JSON object"),

	/**
	 * AWS refuses a request with headers that its signature does not cover.
	 */
	SIGNED("signed", "the request has been signed already"),

	/**
	 * The host must not see it.
	 */
	HOST("host", "context-trace.outgoing does not allow Lambda's host to see it");

	private final String reason;

	private final String explanation;

	SkippedInvocation(String reason, String explanation) {
		this.reason = reason;
		this.explanation = explanation;
	}

	String reason() {
		return this.reason;
	}

	String explanation() {
		return this.explanation;
	}

}

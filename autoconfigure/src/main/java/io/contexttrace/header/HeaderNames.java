package io.contexttrace.header;

/**
 * What the headers are called that carry a context.
 *
 * @param id carries the context id
 * @param kind carries the kind
 * @param parent carries the parent's context id
 * @param user carries the user's pseudonym
 * @param prompt carries the prompt template, as {@link PromptHeader} words it
 */
public record HeaderNames(String id, String kind, String parent, String user, String prompt) {

	/**
	 * AWS X-Ray's trace header.
	 */
	public static final String XRAY_TRACE = "X-Amzn-Trace-Id";

	/**
	 * Answers with the trace id, 32 hexadecimal digits.
	 */
	public static final String TRACE_ID = "X-Trace-Id";

	/**
	 * The header of W3C baggage.
	 */
	public static final String BAGGAGE = "baggage";

	/**
	 * The names that other Context Trace applications use unless they are told otherwise.
	 */
	public static final HeaderNames DEFAULT = new HeaderNames("X-Context-Id", "X-Context-Kind", "X-Context-Parent",
			"X-Context-User", "X-Context-Prompt");

	/**
	 * Whether one of these headers has a name. The header of the prompt is not one of
	 * them, because its value is not an id.
	 * @param name the name, in any case
	 * @return {@code true} if a context header is called so
	 */
	public boolean contains(String name) {
		return this.id.equalsIgnoreCase(name) || this.kind.equalsIgnoreCase(name) || this.parent.equalsIgnoreCase(name)
				|| this.user.equalsIgnoreCase(name);
	}

	/**
	 * Whether a text can be the name of an HTTP header: a token of RFC 9110.
	 * @param name the text
	 * @return {@code true} if it can
	 */
	public static boolean isToken(String name) {
		return !name.isEmpty() && name.chars().allMatch(HeaderNames::isTokenCharacter);
	}

	private static boolean isTokenCharacter(int c) {
		return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
				|| "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
	}

}

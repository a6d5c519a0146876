package io.contexttrace.header;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The names under which a context and its trace travel inside the JSON of an invocation,
 * where headers do not reach the function. Safe for use by several threads.
 */
public final class InvocationFields {

	/**
	 * What {@code X-Amzn-Trace-Id} has in a header.
	 */
	public static final String TRACE_ID = "trace_id";

	/**
	 * The context id.
	 */
	public static final String CONTEXT_ID = "context_id";

	/**
	 * The kind of the context.
	 */
	public static final String CONTEXT_KIND = "context_kind";

	/**
	 * The parent's context id.
	 */
	public static final String CONTEXT_PARENT = "context_parent";

	/**
	 * The user's pseudonym.
	 */
	public static final String CONTEXT_USER = "context_user";

	/**
	 * The prompt, as {@link PromptHeader} words it.
	 */
	public static final String CONTEXT_PROMPT = "context_prompt";

	private final Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	/**
	 * Create an instance.
	 * @param names what the same are called in headers
	 */
	public InvocationFields(HeaderNames names) {
		this.fields.put(HeaderNames.XRAY_TRACE, TRACE_ID);
		this.fields.put(names.id(), CONTEXT_ID);
		this.fields.put(names.kind(), CONTEXT_KIND);
		this.fields.put(names.parent(), CONTEXT_PARENT);
		this.fields.put(names.user(), CONTEXT_USER);
		this.fields.put(names.prompt(), CONTEXT_PROMPT);
	}

	/**
	 * The name of a field.
	 * @param header what it is called in headers
	 * @return the name, or {@code null} if it has none here
	 */
	public @Nullable String of(String header) {
		return this.fields.get(header);
	}

}

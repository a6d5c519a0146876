package io.contexttrace.lambda;

import io.contexttrace.BusinessContext;

/**
 * What a function says of itself.
 *
 * @param kind what sort of context an invocation belongs to that came without one
 * @param payloadPath where in an event the application has put a context
 */
public record FunctionSettings(String kind, PayloadPath payloadPath) {

	/**
	 * The kind that is used unless another is configured.
	 */
	public static final String DEFAULT_KIND = "function";

	/**
	 * Create settings.
	 * @param kind what sort of context an invocation belongs to that came without one
	 * @param payloadPath where in an event the application has put a context
	 * @throws IllegalArgumentException if the kind is not one
	 */
	public FunctionSettings {
		if (!BusinessContext.isKind(kind)) {
			throw new IllegalArgumentException("A kind is 1 to 32 letters, digits, '.', '_' or '-'");
		}
	}

}

package io.contexttrace.header;

import io.contexttrace.BusinessContext;

/**
 * Decides what of an inbound context is believed. Implementations are safe for use by
 * several threads and do not block.
 */
@FunctionalInterface
public interface TrustPolicy {

	/**
	 * Whether to go on under a context that somebody sent.
	 * @param received the context, whose syntax has been checked
	 * @param carrier what brought it, such as {@code http.server}
	 * @return {@code false} to go on under a new context instead
	 */
	boolean accepts(BusinessContext received, String carrier);

	/**
	 * Believe every context whose syntax is right.
	 * @return the policy
	 */
	static TrustPolicy validSyntax() {
		return (received, carrier) -> true;
	}

}

package io.contexttrace;

/**
 * Something from outside that was not accepted. It never holds the refused text, which
 * may be hostile.
 *
 * @param carrier what brought it, such as {@code http.server} or {@code baggage}; one of
 * few
 * @param reason why it was refused
 */
public record Rejection(String carrier, Reason reason) {

	/**
	 * Why something was refused.
	 */
	public enum Reason {

		/**
		 * It has characters that it must not have.
		 */
		MALFORMED,

		/**
		 * It is longer than allowed.
		 */
		OVERSIZED,

		/**
		 * It came more than once.
		 */
		REPEATED,

		/**
		 * The trust policy does not believe it.
		 */
		UNTRUSTED

	}

}

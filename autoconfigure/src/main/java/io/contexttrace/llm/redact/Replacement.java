package io.contexttrace.llm.redact;

/**
 * What stands in the place of a secret. Safe for use by several threads.
 */
@FunctionalInterface
public interface Replacement {

	/**
	 * The text that replaces a secret. Quotation marks, backslashes and control
	 * characters in it become underscores, because it may land inside JSON.
	 * @param type the type of the secret, such as {@code email}, or the name of an own
	 * pattern
	 * @param value the secret, without escapes
	 * @return the text to show instead
	 */
	String replace(String type, String value);

	/**
	 * The type alone, such as {@code [EMAIL]}.
	 * @return the replacement
	 */
	static Replacement tokens() {
		return TypeTokens.INSTANCE;
	}

	/**
	 * The type and a keyed pseudonym, such as {@code [EMAIL:mF0hQ…]}, which is the same
	 * for the same value, however that is written: in upper or lower case, with spaces or
	 * dashes.
	 * @param key the secret key of HMAC-SHA-256, at least 16 bytes
	 * @return the replacement
	 * @throws IllegalArgumentException if the key is too short
	 */
	static Replacement pseudonyms(byte[] key) {
		return new Pseudonyms(key);
	}

}

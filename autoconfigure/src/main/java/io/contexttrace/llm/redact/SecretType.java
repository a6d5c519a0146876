package io.contexttrace.llm.redact;

import java.util.Locale;

/**
 * The secrets and personal data that a {@link PatternRedactor} knows.
 */
public enum SecretType {

	/**
	 * E-mail addresses.
	 */
	EMAIL,

	/**
	 * Telephone numbers: international, Japanese, and others by their shape or label.
	 */
	PHONE,

	/**
	 * Numbers of payment cards, with their check digit.
	 */
	PAYMENT_CARD,

	/**
	 * International bank account numbers, with their check digits.
	 */
	IBAN,

	/**
	 * IP addresses of both versions, without loopback and unspecified ones.
	 */
	IP_ADDRESS,

	/**
	 * Japanese individual numbers, with their check digit.
	 */
	MY_NUMBER,

	/**
	 * Japanese postal codes, where their surroundings tell that they are ones.
	 */
	POSTAL_CODE,

	/**
	 * What follows a name such as {@code Authorization}, {@code password} or
	 * {@code api_key}; also passwords in URLs.
	 */
	SECRET_FIELD,

	/**
	 * Credentials behind {@code Bearer} and {@code Basic}.
	 */
	BEARER_TOKEN,

	/**
	 * JSON web tokens.
	 */
	JWT,

	/**
	 * Access key ids of AWS, and secret access keys near them.
	 */
	AWS_KEY,

	/**
	 * API keys and tokens that can be told by their prefix.
	 */
	API_KEY,

	/**
	 * Private keys as PEM blocks.
	 */
	PRIVATE_KEY;

	private final String value = name().toLowerCase(Locale.ROOT);

	/**
	 * The name of the type in counts, metrics and configuration.
	 * @return the name in lower case, such as {@code payment_card}
	 */
	public String value() {
		return this.value;
	}

}

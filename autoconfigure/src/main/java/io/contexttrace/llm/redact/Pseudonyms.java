package io.contexttrace.llm.redact;

import java.util.Locale;
import java.util.Set;

import io.contexttrace.KeyedHash;

/**
 * Replaces a secret by its type and the first 128 bits of the HMAC of its value.
 */
final class Pseudonyms implements Replacement {

	/**
	 * The length of a pseudonym in characters.
	 */
	static final int LENGTH = KeyedHash.LENGTH;

	private static final Set<String> NUMBERS = Set.of(SecretType.PHONE.value(), SecretType.PAYMENT_CARD.value(),
			SecretType.IBAN.value(), SecretType.MY_NUMBER.value(), SecretType.POSTAL_CODE.value());

	private static final Set<String> WITHOUT_CASE = Set.of(SecretType.EMAIL.value(), SecretType.IP_ADDRESS.value(),
			SecretType.IBAN.value());

	private final KeyedHash hash;

	Pseudonyms(byte[] key) {
		this.hash = new KeyedHash(key);
	}

	@Override
	public String replace(String type, String value) {
		String pseudonym = this.hash.of(type + '\0' + normalised(type, value));
		return "[" + type.toUpperCase(Locale.ROOT) + ":" + pseudonym + "]";
	}

	// one value has one pseudonym, however it is written
	private static String normalised(String type, String value) {
		String text = WITHOUT_CASE.contains(type) ? value.toLowerCase(Locale.ROOT) : value;
		return NUMBERS.contains(type) ? significant(text) : text;
	}

	private static String significant(String text) {
		StringBuilder significant = new StringBuilder(text.length());
		text.chars()
			.filter((c) -> Character.isLetterOrDigit(c) || c == '+')
			.forEach((c) -> significant.append((char) c));
		return significant.toString();
	}

}

package io.contexttrace.llm.redact;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Replaces a secret by its type and the first 128 bits of the HMAC of its value.
 */
final class Pseudonyms implements Replacement {

	/**
	 * The length of a pseudonym in characters.
	 */
	static final int LENGTH = 22;

	private static final String ALGORITHM = "HmacSHA256";

	private static final int MIN_KEY_LENGTH = 16;

	private static final int HASH_LENGTH = 16;

	private static final Set<String> NUMBERS = Set.of(SecretType.PHONE.value(), SecretType.PAYMENT_CARD.value(),
			SecretType.IBAN.value(), SecretType.MY_NUMBER.value(), SecretType.POSTAL_CODE.value());

	private static final Set<String> WITHOUT_CASE = Set.of(SecretType.EMAIL.value(), SecretType.IP_ADDRESS.value(),
			SecretType.IBAN.value());

	private final Mac keyed;

	Pseudonyms(byte[] key) {
		if (key.length < MIN_KEY_LENGTH) {
			throw new IllegalArgumentException("The key has fewer than " + MIN_KEY_LENGTH + " bytes");
		}
		this.keyed = keyed(key);
	}

	@Override
	public String replace(String type, String value) {
		Mac mac = copy();
		mac.update(type.getBytes(StandardCharsets.UTF_8));
		mac.update((byte) 0);
		byte[] hash = mac.doFinal(normalised(type, value).getBytes(StandardCharsets.UTF_8));
		String pseudonym = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, HASH_LENGTH));
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

	private Mac copy() {
		try {
			return (Mac) this.keyed.clone();
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException(ALGORITHM + " cannot be copied", ex);
		}
	}

	private static Mac keyed(byte[] key) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(key, ALGORITHM));
			return mac;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ALGORITHM + " is part of every Java runtime", ex);
		}
	}

}

package io.contexttrace;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns a text into one that is the same for as long as the key is the same, and that
 * nobody without the key can turn back: the first 128 bits of HMAC-SHA-256 (RFC 2104) of
 * its UTF-8, in base64url. Safe for use by several threads.
 */
public final class KeyedHash {

	/**
	 * The shortest key in bytes.
	 */
	public static final int MIN_KEY_LENGTH = 16;

	/**
	 * The length of a hash in characters.
	 */
	public static final int LENGTH = 22;

	private static final String ALGORITHM = "HmacSHA256";

	private static final int HASH_LENGTH = 16;

	private final Mac keyed;

	/**
	 * Create a hash.
	 * @param key the secret
	 * @throws IllegalArgumentException if the key is too short
	 */
	public KeyedHash(byte[] key) {
		if (key.length < MIN_KEY_LENGTH) {
			throw new IllegalArgumentException("The key has fewer than " + MIN_KEY_LENGTH + " bytes");
		}
		this.keyed = keyed(key);
	}

	/**
	 * The hash of a text.
	 * @param text any text
	 * @return {@value #LENGTH} characters
	 */
	public String of(String text) {
		byte[] hash = copy().doFinal(text.getBytes(StandardCharsets.UTF_8));
		return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, HASH_LENGTH));
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

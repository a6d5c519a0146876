package io.contexttrace;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns a user's id into a pseudonym: the same user has the same pseudonym for as long as
 * the key is the same, and nobody without the key can tell who it is. The pseudonym is
 * the first 128 bits of HMAC-SHA-256 (RFC 2104) in base64url. Safe for use by several
 * threads.
 */
public final class UserPseudonyms {

	/**
	 * The shortest key, in bytes of UTF-8.
	 */
	public static final int MIN_KEY_LENGTH = 16;

	private static final String ALGORITHM = "HmacSHA256";

	private static final int PSEUDONYM_LENGTH = 16;

	private final Mac keyed;

	private final boolean lasting;

	private UserPseudonyms(byte[] key, boolean lasting) {
		this.keyed = keyed(key);
		this.lasting = lasting;
	}

	/**
	 * Pseudonyms that last as long as the key: across restarts and instances.
	 * @param key the secret, at least {@value #MIN_KEY_LENGTH} bytes of UTF-8
	 * @return the pseudonyms
	 * @throws IllegalArgumentException if the key is too short
	 */
	public static UserPseudonyms withKey(String key) {
		byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
		if (bytes.length < MIN_KEY_LENGTH) {
			throw new IllegalArgumentException("The key has fewer than " + MIN_KEY_LENGTH + " bytes");
		}
		return new UserPseudonyms(bytes, true);
	}

	/**
	 * Pseudonyms that last as long as this process.
	 * @return the pseudonyms
	 */
	public static UserPseudonyms withRandomKey() {
		byte[] bytes = new byte[2 * MIN_KEY_LENGTH];
		new SecureRandom().nextBytes(bytes);
		return new UserPseudonyms(bytes, false);
	}

	/**
	 * Whether the pseudonyms outlast this process.
	 * @return {@code false} if the key is a random one
	 */
	public boolean isLasting() {
		return this.lasting;
	}

	/**
	 * The pseudonym of a user.
	 * @param user the user's id, as the application knows it
	 * @return the pseudonym, 22 characters
	 */
	public String pseudonym(String user) {
		byte[] hash = copy().doFinal(user.getBytes(StandardCharsets.UTF_8));
		return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, PSEUDONYM_LENGTH));
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

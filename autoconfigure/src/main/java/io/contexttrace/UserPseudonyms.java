package io.contexttrace;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * Turns a user's id into a pseudonym: the same user has the same pseudonym for as long as
 * the key is the same, and nobody without the key can tell who it is. The pseudonym is a
 * {@link KeyedHash}. Safe for use by several threads.
 */
public final class UserPseudonyms {

	/**
	 * The shortest key, in bytes of UTF-8.
	 */
	public static final int MIN_KEY_LENGTH = KeyedHash.MIN_KEY_LENGTH;

	private final KeyedHash hash;

	private final boolean lasting;

	private UserPseudonyms(byte[] key, boolean lasting) {
		this.hash = new KeyedHash(key);
		this.lasting = lasting;
	}

	/**
	 * Pseudonyms that last as long as the key: across restarts and instances.
	 * @param key the secret, at least {@value #MIN_KEY_LENGTH} bytes of UTF-8
	 * @return the pseudonyms
	 * @throws IllegalArgumentException if the key is too short
	 */
	public static UserPseudonyms withKey(String key) {
		return new UserPseudonyms(key.getBytes(StandardCharsets.UTF_8), true);
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
		return this.hash.of(user);
	}

	/**
	 * A context with the pseudonym of a user, unless it has a user already.
	 * @param context the context
	 * @param user the user's id, as the application knows it
	 * @return the same context or a changed copy
	 */
	public BusinessContext addMissing(BusinessContext context, String user) {
		return (context.userId() != null) ? context : context.withUser(pseudonym(user));
	}

}

package io.contexttrace;

import java.util.Map;

import javax.crypto.SecretKey;

import org.jspecify.annotations.Nullable;

/**
 * Gives the keys for everything that needs one: from the configuration, or, as a bean of
 * the application, from a key management service. Each purpose has keys of its own, of
 * which one is current; the others are still found by their ids, so that what was made
 * with them can be read after the current one has changed.
 * <p>
 * Asked for each record, off the request thread: an implementation remembers what it has
 * fetched. One that throws makes what needs the key fail, never the application.
 * Implementations are safe for use by several threads.
 */
public interface KeyProvider {

	/**
	 * The purpose of encrypting what was said in calls: AES keys of 16 or 32 bytes.
	 */
	String CONTENT = "content";

	/**
	 * The purpose of making pseudonyms of values that must not be shown: keys of at least
	 * 16 bytes, which the provider must be ready to give out.
	 */
	String PSEUDONYM = "pseudonym";

	/**
	 * The key that is used now.
	 * @param purpose what the key is for, one of the constants
	 * @return the key with its id, or {@code null} if there is none for the purpose
	 */
	@Nullable Key current(String purpose);

	/**
	 * A key that is used now, or was used before.
	 * @param purpose what the key is for
	 * @param id the id of the key
	 * @return the key, or {@code null} if it is not known
	 */
	@Nullable SecretKey find(String purpose, String id);

	/**
	 * A provider without any key.
	 * @return the provider
	 */
	static KeyProvider none() {
		return of(Map.of());
	}

	/**
	 * A provider of keys that are known already.
	 * @param rings the keys of each purpose
	 * @return the provider
	 */
	static KeyProvider of(Map<String, KeyRing> rings) {
		return new KnownKeys(Map.copyOf(rings));
	}

	/**
	 * A key and the id under which it is found again. Its text does not show the key.
	 *
	 * @param id the id, which is no secret
	 * @param secret the key
	 */
	record Key(String id, SecretKey secret) {

		@Override
		public String toString() {
			return "Key[id=" + this.id + ", secret=******]";
		}

	}

}

package io.contexttrace;

import java.util.Map;

import javax.crypto.SecretKey;

/**
 * The keys of one purpose. Its text does not show them.
 *
 * @param current the key that is used now
 * @param all that key, and those that were used before, by their ids
 */
public record KeyRing(KeyProvider.Key current, Map<String, SecretKey> all) {

	/**
	 * Create a ring.
	 * @param currentId the id of the key that is used now
	 * @param all the keys by their ids
	 * @throws IllegalArgumentException if the current key is not among them
	 */
	public KeyRing(String currentId, Map<String, SecretKey> all) {
		this(key(currentId, all), Map.copyOf(all));
	}

	@Override
	public String toString() {
		return "KeyRing[current=" + this.current.id() + ", all=" + this.all.keySet() + "]";
	}

	private static KeyProvider.Key key(String id, Map<String, SecretKey> all) {
		SecretKey secret = all.get(id);
		if (secret == null) {
			throw new IllegalArgumentException("There is no key '" + id + "'");
		}
		return new KeyProvider.Key(id, secret);
	}

}

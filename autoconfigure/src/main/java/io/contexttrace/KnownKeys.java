package io.contexttrace;

import java.util.Map;

import javax.crypto.SecretKey;

import org.jspecify.annotations.Nullable;

/**
 * Keys that were known when the application started.
 *
 * @param rings the keys of each purpose
 */
record KnownKeys(Map<String, KeyRing> rings) implements KeyProvider {

	@Override
	public @Nullable Key current(String purpose) {
		KeyRing ring = this.rings.get(purpose);
		return (ring != null) ? ring.current() : null;
	}

	@Override
	public @Nullable SecretKey find(String purpose, String id) {
		KeyRing ring = this.rings.get(purpose);
		return (ring != null) ? ring.all().get(id) : null;
	}

}

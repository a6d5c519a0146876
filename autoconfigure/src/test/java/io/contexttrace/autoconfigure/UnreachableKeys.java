package io.contexttrace.autoconfigure;

import javax.crypto.SecretKey;

import io.contexttrace.KeyProvider;

/**
 * Keys of a service that does not answer.
 */
final class UnreachableKeys implements KeyProvider {

	@Override
	public Key current(String purpose) {
		throw new IllegalStateException("The key service does not answer");
	}

	@Override
	public SecretKey find(String purpose, String id) {
		throw new IllegalStateException("The key service does not answer");
	}

}

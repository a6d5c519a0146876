package io.contexttrace.autoconfigure;

import javax.crypto.SecretKey;

import io.contexttrace.KeyProvider;
import org.jspecify.annotations.Nullable;

/**
 * Keys that stay in their device.
 */
final class DeviceKeys implements KeyProvider {

	@Override
	public Key current(String purpose) {
		return new Key("device", new DeviceKey());
	}

	@Override
	public @Nullable SecretKey find(String purpose, String id) {
		return null;
	}

	@SuppressWarnings("serial")
	private static final class DeviceKey implements SecretKey {

		@Override
		public String getAlgorithm() {
			return "AES";
		}

		@Override
		public @Nullable String getFormat() {
			return null;
		}

		@Override
		public byte @Nullable [] getEncoded() {
			return null;
		}

	}

}

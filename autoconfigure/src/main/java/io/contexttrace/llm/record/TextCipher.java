package io.contexttrace.llm.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts the texts of one record with AES-GCM (NIST SP 800-38D): a random
 * initialisation vector of 96 bits for each text, a tag of 128 bits, and the text's place
 * in the record as the additional data, so that no text can be put into another one's
 * place. An encrypted text is the vector and the ciphertext in base64url.
 */
final class TextCipher {

	private static final String TRANSFORMATION = "AES/GCM/NoPadding";

	private static final int IV_LENGTH = 12;

	private static final int TAG_LENGTH = 16;

	private static final SecureRandom RANDOM = new SecureRandom();

	private final SecretKey key;

	private final String requestId;

	TextCipher(SecretKey key, String requestId) {
		this.key = key;
		this.requestId = requestId;
	}

	static String algorithm(SecretKey key) {
		// a key that stays in its device does not say how long it is
		byte[] encoded = key.getEncoded();
		return (encoded != null) ? "AES-" + encoded.length * Byte.SIZE + "-GCM" : "AES-GCM";
	}

	String encrypt(String path, String text) throws GeneralSecurityException {
		byte[] iv = new byte[IV_LENGTH];
		RANDOM.nextBytes(iv);
		byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, iv, path).doFinal(text.getBytes(StandardCharsets.UTF_8));
		byte[] both = ByteBuffer.allocate(iv.length + encrypted.length).put(iv).put(encrypted).array();
		return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
	}

	String decrypt(String path, String text) throws GeneralSecurityException {
		byte[] both = decode(text);
		if (both.length < IV_LENGTH + TAG_LENGTH) {
			throw new AEADBadTagException("The text at " + path + " is too short to be an encrypted one");
		}
		byte[] iv = new byte[IV_LENGTH];
		System.arraycopy(both, 0, iv, 0, IV_LENGTH);
		byte[] clear = cipher(Cipher.DECRYPT_MODE, iv, path).doFinal(both, IV_LENGTH, both.length - IV_LENGTH);
		return new String(clear, StandardCharsets.UTF_8);
	}

	private Cipher cipher(int mode, byte[] iv, String path) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance(TRANSFORMATION);
		cipher.init(mode, this.key, new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, iv));
		cipher.updateAAD((this.requestId + "/" + path).getBytes(StandardCharsets.UTF_8));
		return cipher;
	}

	private static byte[] decode(String text) throws GeneralSecurityException {
		try {
			return Base64.getUrlDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			throw new AEADBadTagException("An encrypted text is written in base64url");
		}
	}

}

package io.contexttrace.llm.record;

import java.security.GeneralSecurityException;
import java.security.KeyException;

import io.contexttrace.KeyProvider;
import io.contexttrace.llm.LlmContent;

/**
 * Encrypts the texts of contents with the current key of the purpose
 * {@value KeyProvider#CONTENT}. Roles, sizes, names and ids stay readable. Safe for use
 * by several threads, if the keys are.
 */
public final class ContentEncryption {

	private final KeyProvider keys;

	/**
	 * Create an encryption.
	 * @param keys gives the key
	 */
	public ContentEncryption(KeyProvider keys) {
		this.keys = keys;
	}

	/**
	 * Encrypt the texts of a content.
	 * @param requestId the id of the record that the content belongs to, and without
	 * which it cannot be decrypted
	 * @param clear the content in clear text
	 * @return the content with encrypted texts
	 * @throws GeneralSecurityException if there is no current key, or it cannot be used
	 */
	public LlmContent encrypt(String requestId, LlmContent clear) throws GeneralSecurityException {
		KeyProvider.Key key = this.keys.current(KeyProvider.CONTENT);
		if (key == null) {
			throw new KeyException("There is no current key for contents");
		}
		TextCipher cipher = new TextCipher(key.secret(), requestId);
		LlmContent.Encryption encryption = new LlmContent.Encryption(TextCipher.algorithm(key.secret()), key.id());
		return ContentTexts.change(clear, encryption, cipher::encrypt);
	}

}

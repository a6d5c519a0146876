package io.contexttrace.llm.record;

import java.security.GeneralSecurityException;
import java.security.UnrecoverableKeyException;

import javax.crypto.SecretKey;

import io.contexttrace.KeyProvider;
import io.contexttrace.llm.LlmContent;

/**
 * Decrypts what {@link ContentEncryption} has encrypted, for whoever holds the key, also
 * when that is no longer the current one. Safe for use by several threads, if the keys
 * are.
 */
public final class ContentDecryption {

	private final KeyProvider keys;

	/**
	 * Create a decryption.
	 * @param keys gives the keys
	 */
	public ContentDecryption(KeyProvider keys) {
		this.keys = keys;
	}

	/**
	 * Decrypt the texts of a content.
	 * @param requestId the id of the record that the content belongs to
	 * @param content the content of that record
	 * @return the content in clear text; the given one, if it was not encrypted
	 * @throws GeneralSecurityException if the key is not known, or if a text is not what
	 * was encrypted for this place in this record
	 */
	public LlmContent decrypt(String requestId, LlmContent content) throws GeneralSecurityException {
		LlmContent.Encryption encryption = content.encryption();
		if (encryption == null) {
			return content;
		}
		TextCipher cipher = new TextCipher(key(encryption.keyId()), requestId);
		return ContentTexts.change(content, null, cipher::decrypt);
	}

	/**
	 * Decrypt one text of a record.
	 * @param requestId the id of the record
	 * @param keyId the id of the key that the record names
	 * @param path where in the record's content the text is, such as {@code input/0/text}
	 * or {@code output/0/toolCalls/1/arguments}
	 * @param text the encrypted text
	 * @return the clear text
	 * @throws GeneralSecurityException if the key is not known, or if the text is not
	 * what was encrypted for this place in this record
	 */
	public String decrypt(String requestId, String keyId, String path, String text) throws GeneralSecurityException {
		return new TextCipher(key(keyId), requestId).decrypt(path, text);
	}

	private SecretKey key(String id) throws GeneralSecurityException {
		SecretKey key = this.keys.find(KeyProvider.CONTENT, id);
		if (key == null) {
			throw new UnrecoverableKeyException("There is no key '" + id + "' for contents");
		}
		return key;
	}

}

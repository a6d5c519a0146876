package io.contexttrace.autoconfigure;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import io.contexttrace.KeyProvider;
import io.contexttrace.KeyRing;
import io.contexttrace.llm.record.ContentEncryption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the configured keys into a provider, or stops the start with a failure analysis
 * that never shows a key.
 */
final class KeyChecks {

	private static final Logger logger = LoggerFactory.getLogger(KeyChecks.class);

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	private static final Set<Integer> CONTENT_LENGTHS = Set.of(16, 32);

	private static final int MIN_LENGTH = 16;

	private static final String HIDDEN = "******";

	private KeyChecks() {
	}

	static KeyProvider provider(KeyProperties properties) {
		Map<String, KeyRing> rings = new LinkedHashMap<>();
		properties.keys().forEach((purpose, keys) -> {
			if (!keys.values().isEmpty() || keys.current() != null) {
				rings.put(purpose, ring(purpose, keys));
			}
		});
		return KeyProvider.of(rings);
	}

	static @Nullable ContentEncryption encryption(ContextTraceProperties.Content content, KeyProvider keys) {
		if (!content.encryption()) {
			return null;
		}
		if (!hasContentKey(keys)) {
			throw PropertyChecks.invalid("content.encryption", true,
					"There is no key to encrypt with. Set 'context-trace.keys.content.values.<key id>' to the output"
							+ " of 'openssl rand -base64 32', or define a KeyProvider bean that has a current key"
							+ " for the purpose 'content'.");
		}
		return new ContentEncryption(keys);
	}

	private static boolean hasContentKey(KeyProvider keys) {
		try {
			return keys.current(KeyProvider.CONTENT) != null;
		}
		catch (RuntimeException ex) {
			// out of reach for now: until it is back, contents are left out
			logger.warn("The key that encrypts contents is out of reach", ex);
			return true;
		}
	}

	private static KeyRing ring(String purpose, KeyProperties.PurposeKeys keys) {
		Map<String, SecretKey> all = new LinkedHashMap<>();
		keys.values().forEach((id, value) -> all.put(id, key(purpose, id, value)));
		String current = current(keys);
		if (current == null || !all.containsKey(current)) {
			throw PropertyChecks.invalid("keys." + purpose + ".current", keys.current(),
					"It names the key that is used now, one of those below 'context-trace.keys." + purpose
							+ ".values': " + all.keySet() + ".");
		}
		return new KeyRing(current, all);
	}

	private static @Nullable String current(KeyProperties.PurposeKeys keys) {
		boolean single = keys.current() == null && keys.values().size() == 1;
		return single ? keys.values().keySet().iterator().next() : keys.current();
	}

	private static SecretKey key(String purpose, String id, String value) {
		if (!ID.matcher(id).matches()) {
			throw PropertyChecks.invalid("keys." + purpose + ".values", HIDDEN,
					"The id of a key has 1 to 64 letters, digits, '.', '_' or '-', such as 'k1'.");
		}
		byte[] bytes = bytes(value);
		boolean content = purpose.equals(KeyProvider.CONTENT);
		if (bytes == null || (content ? !CONTENT_LENGTHS.contains(bytes.length) : bytes.length < MIN_LENGTH)) {
			throw PropertyChecks.invalid("keys." + purpose + ".values." + id, HIDDEN,
					"A key is written in Base64 and has " + (content ? "16 or 32" : "at least 16")
							+ " bytes, for example the output of 'openssl rand -base64 32'.");
		}
		return new SecretKeySpec(bytes, content ? "AES" : "HmacSHA256");
	}

	private static byte @Nullable [] bytes(String value) {
		try {
			return Base64.getDecoder().decode(value.strip());
		}
		catch (IllegalArgumentException ex) {
			// its message quotes the key
			return null;
		}
	}

}

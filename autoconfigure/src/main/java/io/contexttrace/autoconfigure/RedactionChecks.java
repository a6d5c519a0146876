package io.contexttrace.autoconfigure;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.contexttrace.KeyProvider;
import io.contexttrace.UserPseudonyms;
import io.contexttrace.llm.redact.PatternRedactor;
import io.contexttrace.llm.redact.Redactor;
import io.contexttrace.llm.redact.Replacement;

/**
 * Turns the properties of redaction into a redactor, or stops the start with a failure
 * analysis that says what is wrong and how to mend it.
 */
final class RedactionChecks {

	private static final int RANDOM_KEY_LENGTH = 32;

	private RedactionChecks() {
	}

	static Redactor redactor(RedactionProperties properties, KeyProvider keys) {
		properties.patterns()
			.forEach((name, pattern) -> check("patterns." + name, pattern, Map.of(name, pattern), List.of()));
		properties.jsonPaths().forEach((path) -> check("json-paths", path, Map.of(), List.of(path)));
		return new PatternRedactor(properties.effectiveTypes(), properties.patterns(), properties.jsonPaths(),
				replacement(properties.replacement(), keys));
	}

	// one by one, in order to say which
	private static void check(String property, String value, Map<String, String> patterns, Collection<String> paths) {
		try {
			new PatternRedactor(Set.of(), patterns, paths, Replacement.tokens());
		}
		catch (IllegalArgumentException ex) {
			throw PropertyChecks.invalid("redaction." + property, value, String.valueOf(ex.getMessage()));
		}
	}

	private static Replacement replacement(RedactionProperties.ReplacementKind kind, KeyProvider keys) {
		return switch (kind) {
			case TOKEN -> Replacement.tokens();
			case PSEUDONYM -> Replacement.pseudonyms(pseudonymKey(keys));
		};
	}

	private static byte[] pseudonymKey(KeyProvider keys) {
		KeyProvider.Key key = keys.current(KeyProvider.PSEUDONYM);
		if (key == null) {
			byte[] random = new byte[RANDOM_KEY_LENGTH];
			new SecureRandom().nextBytes(random);
			return random;
		}
		byte[] bytes = key.secret().getEncoded();
		if (bytes == null || bytes.length < UserPseudonyms.MIN_KEY_LENGTH) {
			throw PropertyChecks.invalid("redaction.replacement", "pseudonym",
					"The current key for pseudonyms, '" + key.id() + "', must be one that its provider gives out, of"
							+ " 16 bytes or more. Use another key, or context-trace.redaction.replacement=token.");
		}
		return bytes;
	}

}

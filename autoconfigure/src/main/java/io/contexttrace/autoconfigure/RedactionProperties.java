package io.contexttrace.autoconfigure;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.contexttrace.llm.redact.SecretType;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for redaction.
 *
 * @param enabled Whether secrets are taken out of records; a Redactor bean replaces what
 * the other properties say
 * @param types Types of secrets that are taken out; empty for all
 * @param patterns Regular expressions of the application's own secrets, by the name of
 * their type
 * @param jsonPaths Paths of values that are taken out of JSON, such as $.customer.name
 * @param replacement What stands in the place of a secret
 */
@ConfigurationProperties("context-trace.redaction")
record RedactionProperties(@DefaultValue("true") boolean enabled, @DefaultValue Set<SecretType> types,
		@DefaultValue Map<String, String> patterns, @DefaultValue List<String> jsonPaths,
		@DefaultValue("token") ReplacementKind replacement) {

	Set<SecretType> effectiveTypes() {
		return this.types.isEmpty() ? EnumSet.allOf(SecretType.class) : EnumSet.copyOf(this.types);
	}

	/**
	 * What stands in the place of a secret.
	 */
	enum ReplacementKind {

		/**
		 * The type of the secret.
		 */
		TOKEN,

		/**
		 * The type, and a pseudonym that is the same for the same secret.
		 */
		PSEUDONYM

	}

}

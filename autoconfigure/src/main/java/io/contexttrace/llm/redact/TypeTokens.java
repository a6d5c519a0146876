package io.contexttrace.llm.redact;

import java.util.Locale;

/**
 * Replaces a secret by its type in brackets.
 */
final class TypeTokens implements Replacement {

	static final TypeTokens INSTANCE = new TypeTokens();

	private TypeTokens() {
	}

	@Override
	public String replace(String type, String value) {
		return "[" + type.toUpperCase(Locale.ROOT) + "]";
	}

}

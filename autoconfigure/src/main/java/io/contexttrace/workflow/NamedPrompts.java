package io.contexttrace.workflow;

import java.lang.reflect.Method;
import java.util.function.UnaryOperator;

import io.contexttrace.Prompt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the prompts that {@link UsesPrompt} names. One that is not valid is reported in
 * the log, and the method does its work without it.
 *
 * @param placeholders resolves the placeholders of a text
 */
record NamedPrompts(UnaryOperator<@Nullable String> placeholders) {

	private static final Logger logger = LoggerFactory.getLogger(NamedPrompts.class);

	@Nullable Prompt read(UsesPrompt annotation, Method method) {
		try {
			String name = resolved(annotation.name());
			return new Prompt((name != null) ? name : "", resolved(annotation.version()),
					resolved(annotation.variant()));
		}
		catch (IllegalArgumentException ex) {
			logger.warn("{} names no valid prompt: {}", method, ex.getMessage());
			return null;
		}
	}

	private @Nullable String resolved(String text) {
		String resolved = this.placeholders.apply(text);
		return (resolved != null && !resolved.isEmpty()) ? resolved : null;
	}

}

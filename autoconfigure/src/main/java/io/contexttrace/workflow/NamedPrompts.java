package io.contexttrace.workflow;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.contexttrace.Prompt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodClassKey;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * The prompts that {@link UsesPrompt} names, by method: first that of the method, then
 * that of its type. One that is not valid is reported in the log, and the method does its
 * work without it. Safe for use by several threads.
 */
final class NamedPrompts {

	private static final Logger logger = LoggerFactory.getLogger(NamedPrompts.class);

	private final Function<String, @Nullable String> placeholders;

	private final Map<MethodClassKey, Optional<Prompt>> known = new ConcurrentHashMap<>();

	/**
	 * Create an instance.
	 * @param placeholders resolves the placeholders of a text
	 */
	NamedPrompts(Function<String, @Nullable String> placeholders) {
		this.placeholders = placeholders;
	}

	@Nullable Prompt find(Method method, Class<?> type) {
		return this.known
			.computeIfAbsent(new MethodClassKey(method, type), (key) -> Optional.ofNullable(read(method, type)))
			.orElse(null);
	}

	private @Nullable Prompt read(Method method, Class<?> type) {
		UsesPrompt annotation = annotation(method, type);
		try {
			return (annotation != null) ? prompt(annotation) : null;
		}
		catch (IllegalArgumentException ex) {
			logger.warn("{} names no valid prompt: {}", method, ex.getMessage());
			return null;
		}
	}

	private static @Nullable UsesPrompt annotation(Method method, Class<?> type) {
		Method specific = AopUtils.getMostSpecificMethod(method, type);
		UsesPrompt own = AnnotatedElementUtils.findMergedAnnotation(specific, UsesPrompt.class);
		return (own != null) ? own : AnnotatedElementUtils.findMergedAnnotation(type, UsesPrompt.class);
	}

	private Prompt prompt(UsesPrompt annotation) {
		String name = resolved(annotation.name());
		return new Prompt((name != null) ? name : "", resolved(annotation.version()), resolved(annotation.variant()));
	}

	private @Nullable String resolved(String text) {
		String resolved = this.placeholders.apply(text);
		return (resolved != null && !resolved.isEmpty()) ? resolved : null;
	}

}

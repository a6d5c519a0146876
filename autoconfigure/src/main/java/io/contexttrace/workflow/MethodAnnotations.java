package io.contexttrace.workflow;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodClassKey;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

/**
 * What an annotation says about methods, each of which is looked at once: first that of
 * the method, then that of its type. Safe for use by several threads.
 *
 * @param <A> the annotation
 * @param <V> what is made of it
 */
final class MethodAnnotations<A extends Annotation, V> {

	private final Class<A> type;

	private final BiFunction<A, Method, @Nullable V> reader;

	private final Map<MethodClassKey, Optional<V>> known = new ConcurrentHashMap<>();

	/**
	 * Create an instance.
	 * @param type the annotation
	 * @param reader makes a value of it, given the method; {@code null} if it says
	 * nothing of use
	 */
	MethodAnnotations(Class<A> type, BiFunction<A, Method, @Nullable V> reader) {
		this.type = type;
		this.reader = reader;
	}

	@Nullable V find(MethodInvocation invocation) {
		Object target = invocation.getThis();
		Method method = invocation.getMethod();
		Class<?> targetClass = (target != null) ? AopUtils.getTargetClass(target) : method.getDeclaringClass();
		return this.known
			.computeIfAbsent(new MethodClassKey(method, targetClass),
					(key) -> Optional.ofNullable(read(method, targetClass)))
			.orElse(null);
	}

	private @Nullable V read(Method method, Class<?> targetClass) {
		// a type does not speak for what every object has
		if (ReflectionUtils.isObjectMethod(method)) {
			return null;
		}
		Method specific = AopUtils.getMostSpecificMethod(method, targetClass);
		A own = AnnotatedElementUtils.findMergedAnnotation(specific, this.type);
		A annotation = (own != null) ? own : AnnotatedElementUtils.findMergedAnnotation(targetClass, this.type);
		return (annotation != null) ? this.reader.apply(annotation, specific) : null;
	}

}

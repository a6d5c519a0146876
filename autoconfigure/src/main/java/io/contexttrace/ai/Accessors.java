package io.contexttrace.ai;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Asks objects of vendors for what many of them have under the same name, without being
 * compiled against any of them. Methods are looked up once for each class. Safe for use
 * by several threads.
 */
final class Accessors {

	private static final ClassValue<Map<String, Optional<Method>>> METHODS = new ClassValue<>() {

		@Override
		protected Map<String, Optional<Method>> computeValue(Class<?> type) {
			return new ConcurrentHashMap<>();
		}

	};

	private Accessors() {
	}

	/**
	 * What a method without arguments returns.
	 * @param target the object to ask
	 * @param name the name of the method
	 * @return the value, that of an optional one being taken out, or {@code null} if
	 * there is no such method, no value, or the method throws
	 */
	static @Nullable Object value(Object target, String name) {
		return invoke(target, method(target.getClass(), name));
	}

	/**
	 * What a method returns for a name.
	 * @param target the object to ask
	 * @param name the name of the method, which takes one text
	 * @param argument the text
	 * @return the value, or {@code null} if there is no such method or no value
	 */
	static @Nullable Object value(Object target, String name, String argument) {
		return invoke(target, method(target.getClass(), name, String.class), argument);
	}

	private static Optional<Method> method(Class<?> type, String name, Class<?>... parameters) {
		return METHODS.get(type)
			.computeIfAbsent((parameters.length == 0) ? name : name + '(', (key) -> find(type, name, parameters));
	}

	private static Optional<Method> find(Class<?> type, String name, Class<?>... parameters) {
		try {
			Method method = ClassUtils.getPubliclyAccessibleMethodIfPossible(type.getMethod(name, parameters), type);
			return (method.getReturnType() != void.class && !Modifier.isStatic(method.getModifiers()))
					? Optional.of(method) : Optional.empty();
		}
		catch (NoSuchMethodException | LinkageError ex) {
			return Optional.empty();
		}
	}

	private static @Nullable Object invoke(Object target, Optional<Method> method, Object... arguments) {
		if (method.isEmpty()) {
			return null;
		}
		try {
			Object value = method.get().invoke(target, arguments);
			return (value instanceof Optional<?> optional) ? optional.orElse(null) : value;
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			return null;
		}
	}

}

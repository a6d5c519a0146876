package io.contexttrace.lambda;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.jspecify.annotations.Nullable;

/**
 * Makes the handler that a name stands for, as Lambda's runtime does: a class, whose
 * method is {@code handleRequest}, or a class and a public method.
 */
final class HandlerLoader {

	private static final String SEPARATOR = "::";

	private static final String USUAL_METHOD = "handleRequest";

	// a method that takes more counts for more, and the runtime's context counts twice
	private static final Comparator<Method> PREFERENCE = Comparator.comparing(Method::isBridge)
		.thenComparing(HandlerLoader::weight, Comparator.reverseOrder());

	private HandlerLoader() {
	}

	/**
	 * Make a handler.
	 * @param name what it is called
	 * @return the handler
	 * @throws IllegalStateException if there is no such handler
	 */
	static RequestStreamHandler load(@Nullable String name) {
		if (name == null || name.isBlank()) {
			throw new IllegalStateException("The variable " + FunctionEnvironment.variable(FunctionEnvironment.HANDLER)
					+ " has to name the function's own handler");
		}
		int separator = name.indexOf(SEPARATOR);
		Class<?> type = type((separator < 0) ? name : name.substring(0, separator));
		if (type == ContextTraceHandler.class) {
			throw new IllegalStateException("The handler is to be the function's own, not " + type.getName());
		}
		String method = (separator < 0) ? USUAL_METHOD : name.substring(separator + SEPARATOR.length());
		return load(type, method);
	}

	private static RequestStreamHandler load(Class<?> type, String methodName) {
		if (RequestStreamHandler.class.isAssignableFrom(type) && methodName.equals(USUAL_METHOD)) {
			return (RequestStreamHandler) instance(type);
		}
		Method method = Arrays.stream(type.getMethods())
			.filter((candidate) -> candidate.getName().equals(methodName) && HandlerMethod.suits(candidate))
			.min(PREFERENCE)
			.orElseThrow(() -> new IllegalStateException(
					type.getName() + " has no public method " + methodName + " that can be a handler"));
		return HandlerMethod.of(type, method);
	}

	private static int weight(Method method) {
		List<Class<?>> parameters = Arrays.asList(method.getParameterTypes());
		return parameters.size() + (parameters.contains(Context.class) ? 1 : 0);
	}

	private static Class<?> type(String name) {
		try {
			return Class.forName(name.strip(), true, Thread.currentThread().getContextClassLoader());
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException("There is no class " + name + " for the handler", ex);
		}
	}

	/**
	 * Make an object of a handler's class. What its constructor throws passes unchanged.
	 * @param type the class
	 * @return the object
	 */
	static Object instance(Class<?> type) {
		try {
			return type.getConstructor().newInstance();
		}
		catch (InvocationTargetException ex) {
			throw HandlerMethod.<RuntimeException>unchanged(ex.getTargetException());
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(type.getName() + " has no public constructor without arguments", ex);
		}
	}

}

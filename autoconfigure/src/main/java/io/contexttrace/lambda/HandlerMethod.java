package io.contexttrace.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.jspecify.annotations.Nullable;

/**
 * A method that is a function's handler. It takes streams, or one object that is read
 * from JSON, and what the runtime says of the invocation.
 *
 * @param method the method
 * @param instance the object that has it, none if it is static
 * @param parameters the types of its parameters
 * @param input reads the object, if it takes one
 * @param output writes what it returns, if that is an answer
 */
record HandlerMethod(Method method, @Nullable Object instance, List<Type> parameters, @Nullable ObjectFormat input,
		@Nullable ObjectFormat output) implements RequestStreamHandler {

	private static final Set<Class<?>> GIVEN = Set.of(InputStream.class, OutputStream.class, Context.class);

	private static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);

	static HandlerMethod of(Class<?> type, Method method) {
		// a public method of a class that is not
		method.trySetAccessible();
		TypeVariables variables = TypeVariables.of(type);
		List<Type> parameters = Arrays.stream(method.getGenericParameterTypes()).map(variables::resolve).toList();
		return new HandlerMethod(method, Modifier.isStatic(method.getModifiers()) ? null : HandlerLoader.instance(type),
				parameters, input(parameters), output(parameters, variables.resolve(method.getGenericReturnType())));
	}

	private static @Nullable ObjectFormat input(List<Type> parameters) {
		return parameters.stream()
			.filter((type) -> !(type instanceof Class<?> given && GIVEN.contains(given)))
			.findFirst()
			.map(ObjectFormat::of)
			.orElse(null);
	}

	private static @Nullable ObjectFormat output(List<Type> parameters, Type result) {
		boolean silent = result == void.class || result == Void.class || parameters.contains(InputStream.class);
		return silent ? null : ObjectFormat.of(result);
	}

	/**
	 * Whether a method can be a handler: it takes one object at the most, and that first.
	 * @param method the method
	 * @return {@code true} if all its parameters can be given
	 */
	static boolean suits(Method method) {
		return Arrays.stream(method.getParameterTypes()).skip(1).allMatch(GIVEN::contains);
	}

	@Override
	public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
		@Nullable Object[] arguments = new Object[this.parameters.size()];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = argument(this.parameters.get(i), input, output, context);
		}
		Object answer = invoke(arguments);
		if (!this.parameters.contains(OutputStream.class)) {
			answer(answer, output);
		}
	}

	private @Nullable Object argument(Type type, InputStream input, OutputStream output, Context context) {
		if (type == InputStream.class) {
			return input;
		}
		if (type == OutputStream.class) {
			return output;
		}
		return (type == Context.class) ? context : read(input);
	}

	// the words of Lambda's runtime, for those who look for them
	private @Nullable Object read(InputStream event) {
		try {
			return (this.input != null) ? this.input.fromJson(event) : null;
		}
		catch (RuntimeException ex) {
			throw new RuntimeException("An error occurred during JSON parsing", ex);
		}
	}

	private @Nullable Object invoke(@Nullable Object[] arguments) {
		try {
			return this.method.invoke(this.instance, arguments);
		}
		catch (InvocationTargetException ex) {
			throw HandlerMethod.<RuntimeException>unchanged(ex.getTargetException());
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(this.method + " is not accessible", ex);
		}
	}

	private void answer(@Nullable Object answer, OutputStream stream) throws IOException {
		if (this.output == null) {
			stream.write(NULL);
			return;
		}
		try {
			this.output.toJson(answer, stream);
		}
		catch (RuntimeException ex) {
			throw new RuntimeException("An error occurred during JSON serialization of response", ex);
		}
	}

	/**
	 * What a handler throws, whether it is declared or not.
	 * @param <X> what the compiler takes it for
	 * @param thrown what was thrown
	 * @return never
	 * @throws X always
	 */
	@SuppressWarnings("unchecked")
	static <X extends Throwable> RuntimeException unchanged(Throwable thrown) throws X {
		throw (X) thrown;
	}

}

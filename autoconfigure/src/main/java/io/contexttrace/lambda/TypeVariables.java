package io.contexttrace.lambda;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a class, its superclasses and interfaces make of type variables, such as those of
 * {@code RequestHandler}.
 *
 * @param types what stands for which variable
 */
record TypeVariables(Map<Type, Type> types) {

	/**
	 * Look at a class.
	 * @param type the class
	 * @return what stands for its variables, and for those of what it inherits
	 */
	static TypeVariables of(Class<?> type) {
		TypeVariables variables = new TypeVariables(new HashMap<>());
		variables.collect(type);
		return variables;
	}

	private void collect(@Nullable Type type) {
		if (type instanceof ParameterizedType parameterized && parameterized.getRawType() instanceof Class<?> raw) {
			Type[] arguments = parameterized.getActualTypeArguments();
			for (int i = 0; i < arguments.length; i++) {
				this.types.putIfAbsent(raw.getTypeParameters()[i], resolve(arguments[i]));
			}
			collect(raw);
		}
		if (type instanceof Class<?> plain) {
			collect(plain.getGenericSuperclass());
			for (Type implemented : plain.getGenericInterfaces()) {
				collect(implemented);
			}
		}
	}

	/**
	 * What a type means in this class.
	 * @param type the type
	 * @return the type itself, or what stands for a variable
	 */
	Type resolve(Type type) {
		if (!(type instanceof TypeVariable<?> variable)) {
			return type;
		}
		Type known = this.types.get(variable);
		return (known != null) ? known : resolve(variable.getBounds()[0]);
	}

}

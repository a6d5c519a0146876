package io.contexttrace.carrier.mcp;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

import io.contexttrace.FaultBarrier;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;

/**
 * Changes the handler of a specification. The SDK has twenty of them, for what a server
 * offers and how it works: each is a record of what is offered and of one function from
 * the exchange and the request to the answer.
 */
final class TracedSpecification {

	private static final FaultBarrier barrier = new FaultBarrier();

	private TracedSpecification() {
	}

	static boolean isSpecification(Object candidate) {
		Class<?> owner = candidate.getClass().getEnclosingClass();
		return candidate instanceof Record
				&& (owner == McpServerFeatures.class || owner == McpStatelessServerFeatures.class);
	}

	static <S> S of(S specification, UnaryOperator<BiFunction<Object, Object, Object>> handler) {
		if (!isSpecification(specification)) {
			return specification;
		}
		try {
			return copy(specification, handler);
		}
		catch (ReflectiveOperationException ex) {
			barrier.report(TracedSpecification.class, ex);
			return specification;
		}
	}

	@SuppressWarnings("unchecked")
	private static <S> S copy(S specification, UnaryOperator<BiFunction<Object, Object, Object>> handler)
			throws ReflectiveOperationException {
		RecordComponent[] components = specification.getClass().getRecordComponents();
		Object[] values = new Object[components.length];
		for (int i = 0; i < components.length; i++) {
			Object value = components[i].getAccessor().invoke(specification);
			values[i] = (value instanceof BiFunction<?, ?, ?> function)
					? handler.apply((BiFunction<Object, Object, Object>) function) : value;
		}
		Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		Constructor<S> constructor = (Constructor<S>) specification.getClass().getDeclaredConstructor(types);
		return constructor.newInstance(values);
	}

}

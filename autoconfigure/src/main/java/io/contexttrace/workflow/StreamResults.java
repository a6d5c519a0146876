package io.contexttrace.workflow;

import java.lang.reflect.Method;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.util.ClassUtils;

/**
 * Changes the reactive streams that methods return.
 */
final class StreamResults {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Flux",
			StreamResults.class.getClassLoader());

	private StreamResults() {
	}

	/**
	 * Whether a method says that it returns a stream.
	 * @param method the method
	 * @return {@code true} if it does
	 */
	static boolean isPromisedBy(Method method) {
		return REACTOR && Streams.isPromisedBy(method);
	}

	/**
	 * Change a result if it is a stream. A method may promise more than can be changed,
	 * such as a flux that can be connected: that stays as it is.
	 * @param result what the method returned
	 * @param method the method
	 * @param change the change, made when it is needed
	 * @return the changed stream, or the result itself
	 */
	static @Nullable Object change(@Nullable Object result, Method method, Supplier<Change> change) {
		return (REACTOR && result != null) ? Streams.change(result, method, change) : result;
	}

	/**
	 * What happens to a stream.
	 */
	interface Change {

		<T> Flux<T> flux(Flux<T> source);

		<T> Mono<T> mono(Mono<T> source);

	}

	/**
	 * What needs Reactor.
	 */
	private static final class Streams {

		static boolean isPromisedBy(Method method) {
			return Publisher.class.isAssignableFrom(method.getReturnType());
		}

		static Object change(Object result, Method method, Supplier<Change> change) {
			if (!(result instanceof Publisher<?> publisher)) {
				return result;
			}
			Object changed = (publisher instanceof Mono<?> mono) ? change.get().mono(mono)
					: change.get().flux(Flux.from(publisher));
			return method.getReturnType().isInstance(changed) ? changed : result;
		}

	}

}

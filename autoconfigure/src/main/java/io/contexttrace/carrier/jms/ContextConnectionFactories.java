package io.contexttrace.carrier.jms;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.Supplier;

import io.contexttrace.FaultBarrier;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.core.InfrastructureProxy;
import org.springframework.util.ClassUtils;

/**
 * Makes connection factories whose messages carry what the sending thread holds, whoever
 * sends them: each connection, session and producer that comes out of one is wrapped, and
 * has the interfaces that it had before. A wrapped factory takes part in the transactions
 * of the one that it wraps. Safe for use by several threads.
 */
public final class ContextConnectionFactories {

	private final Supplier<JmsContexts> contexts;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance.
	 * @param contexts writes the context; asked for when the first message is sent
	 */
	public ContextConnectionFactories(Supplier<JmsContexts> contexts) {
		this.contexts = contexts;
	}

	/**
	 * Wrap a connection factory.
	 * @param factory the factory
	 * @return the wrapped factory, or the same one if it is wrapped already or cannot be
	 */
	public ConnectionFactory wrap(ConnectionFactory factory) {
		return (ConnectionFactory) wrapped(factory);
	}

	/**
	 * Wrap what leads to messages that are sent.
	 * @param made what a wrapped object has returned
	 * @return the same, wrapped if it leads to messages
	 */
	@Nullable Object wrapIfSending(@Nullable Object made) {
		if (made instanceof Connection || made instanceof Session || made instanceof MessageProducer) {
			return wrapped(made);
		}
		return made;
	}

	/**
	 * Write what the thread holds onto a message.
	 * @param message what is about to be sent
	 */
	void write(Message message) {
		this.barrier.run(this, () -> this.contexts.get().write(message));
	}

	/**
	 * What was wrapped.
	 * @param object anything
	 * @return what it wraps, if it was made here, or else the object itself
	 */
	static @Nullable Object unwrap(@Nullable Object object) {
		return (object != null && handler(object) instanceof SendingHandler sending) ? sending.target() : object;
	}

	private static @Nullable InvocationHandler handler(Object object) {
		return Proxy.isProxyClass(object.getClass()) ? Proxy.getInvocationHandler(object) : null;
	}

	private Object wrapped(Object target) {
		if (unwrap(target) != target) {
			return target;
		}
		try {
			ClassLoader classLoader = ContextConnectionFactories.class.getClassLoader();
			Class<?>[] own = ClassUtils.getAllInterfacesForClass(target.getClass(), classLoader);
			Class<?>[] interfaces = Arrays.copyOf(own, own.length + 1);
			interfaces[own.length] = InfrastructureProxy.class;
			return Proxy.newProxyInstance(classLoader, interfaces, new SendingHandler(target, this));
		}
		catch (RuntimeException | LinkageError ex) {
			this.barrier.report(target, ex);
			return target;
		}
	}

}

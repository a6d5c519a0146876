package io.contexttrace.carrier.jms;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for a connection factory, a connection, a session or a producer: wraps what
 * it makes, and writes the context onto what it sends.
 *
 * @param target what it stands in for
 * @param factories wraps and writes
 */
record SendingHandler(Object target, ContextConnectionFactories factories) implements InvocationHandler {

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		// of Spring's InfrastructureProxy, by which transactions find their resources
		if (method.getName().equals("getWrappedObject")) {
			return this.target;
		}
		@Nullable Object[] own = (arguments != null) ? arguments : new Object[0];
		for (int i = 0; i < own.length; i++) {
			own[i] = ContextConnectionFactories.unwrap(own[i]);
			if (own[i] instanceof Message message && isSending(method)) {
				this.factories.write(message);
			}
		}
		return this.factories.wrapIfSending(call(method, own));
	}

	private boolean isSending(Method method) {
		return this.target instanceof MessageProducer
				&& (method.getName().equals("send") || method.getName().equals("publish"));
	}

	private @Nullable Object call(Method method, @Nullable Object[] arguments) throws Throwable {
		try {
			return method.invoke(this.target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}

package io.contexttrace.carrier.jms;

import java.util.function.Supplier;

import io.contexttrace.FaultBarrier;
import jakarta.jms.ConnectionFactory;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jms.config.AbstractJmsListenerContainerFactory;
import org.springframework.jms.connection.JmsTransactionManager;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.AbstractMessageListenerContainer;

/**
 * Hooks the context into the application's templates, transaction managers, listener
 * containers and the factories of listener containers.
 */
public final class JmsContextPostProcessor implements BeanPostProcessor {

	private final Supplier<ContextConnectionFactories> factories;

	private final Supplier<ListenerHooks> hooks;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance. What it is given is asked for when there is something to hook.
	 * @param factories wraps connection factories
	 * @param hooks what containers are given
	 */
	public JmsContextPostProcessor(Supplier<ContextConnectionFactories> factories, Supplier<ListenerHooks> hooks) {
		this.factories = factories;
		this.hooks = hooks;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractMessageListenerContainer container) {
			this.hooks.get().apply(container);
		}
		return bean;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof JmsTemplate template && template.getConnectionFactory() != null) {
			template.setConnectionFactory(wrap(template.getConnectionFactory()));
		}
		else if (bean instanceof JmsTransactionManager manager && manager.getConnectionFactory() != null) {
			manager.setConnectionFactory(wrap(manager.getConnectionFactory()));
		}
		return (bean instanceof AbstractJmsListenerContainerFactory<?> factory) ? hooked(factory) : bean;
	}

	private ConnectionFactory wrap(ConnectionFactory factory) {
		return this.factories.get().wrap(factory);
	}

	// a proxy, because a factory lets nobody customize what it makes
	private Object hooked(AbstractJmsListenerContainerFactory<?> factory) {
		try {
			ProxyFactory proxy = new ProxyFactory(factory);
			proxy.setProxyTargetClass(true);
			proxy.addAdvice((MethodInterceptor) (invocation) -> hooked(invocation.proceed()));
			return proxy.getProxy(factory.getClass().getClassLoader());
		}
		catch (RuntimeException ex) {
			this.barrier.report(factory, ex);
			return factory;
		}
	}

	private @Nullable Object hooked(@Nullable Object made) {
		if (made instanceof AbstractMessageListenerContainer container) {
			this.hooks.get().apply(container);
		}
		return made;
	}

}

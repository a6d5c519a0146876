package io.contexttrace.carrier.rabbit;

import java.util.function.Supplier;

import io.contexttrace.FaultBarrier;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.rabbit.config.AbstractRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.core.BatchingRabbitTemplate;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Hooks the context into the application's templates, listener containers and the
 * factories of listener containers.
 */
public final class RabbitContextPostProcessor implements BeanPostProcessor {

	private final Supplier<ContextMessagePostProcessor> sender;

	private final Supplier<ListenerHooks> hooks;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance. What it is given is asked for when there is something to hook.
	 * @param sender writes the context onto what templates send
	 * @param hooks what containers are given
	 */
	public RabbitContextPostProcessor(Supplier<ContextMessagePostProcessor> sender, Supplier<ListenerHooks> hooks) {
		this.sender = sender;
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
		if (bean instanceof RabbitTemplate template && !(bean instanceof BatchingRabbitTemplate)) {
			template.addBeforePublishPostProcessors(this.sender.get());
		}
		return (bean instanceof AbstractRabbitListenerContainerFactory<?> factory) ? hooked(factory) : bean;
	}

	// a proxy, because a factory does not say what customizer it has
	private Object hooked(AbstractRabbitListenerContainerFactory<?> factory) {
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

package io.contexttrace.carrier.task;

import io.contexttrace.FaultBarrier;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Lets the tasks of the application's executors and schedulers hold what the thread held
 * that handed them in, if they are beans of Spring's own classes. A decorator that a bean
 * has already stays. Where a decorator would come too late or cost something, the bean
 * gets another one of its class in front of it. A bean with which that fails stays as it
 * is, and the log says so.
 */
public final class TaskContextPostProcessor implements BeanPostProcessor {

	private final FaultBarrier barrier = new FaultBarrier();

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (!removesCancelled(bean)) {
			this.barrier.run(this, () -> TaskDecorators.addTo(bean));
		}
		return bean;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean.getClass() == SimpleAsyncTaskScheduler.class) {
			return new CarryingTaskScheduler((SimpleAsyncTaskScheduler) bean);
		}
		if (!removesCancelled(bean)) {
			return bean;
		}
		try {
			return proxy(bean);
		}
		catch (RuntimeException | LinkageError ex) {
			this.barrier.report(this, ex);
			return bean;
		}
	}

	private static Object proxy(Object scheduler) {
		ProxyFactory factory = new ProxyFactory(scheduler);
		factory.setProxyTargetClass(true);
		factory.addAdvice(new TaskArgumentInterceptor());
		return factory.getProxy(scheduler.getClass().getClassLoader());
	}

	// the pool does not find a cancelled task any more once that is decorated
	@SuppressWarnings("deprecation")
	private static boolean removesCancelled(Object bean) {
		return bean instanceof ThreadPoolTaskScheduler scheduler && scheduler.isRemoveOnCancelPolicy();
	}

}

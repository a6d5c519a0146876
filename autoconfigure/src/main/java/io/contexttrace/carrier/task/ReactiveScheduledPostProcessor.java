package io.contexttrace.carrier.task;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;

import io.contexttrace.propagation.ContextThreadLocalAccessor;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.Schedules;
import org.springframework.util.ReflectionUtils;

/**
 * Puts a proxy in front of each bean that has a scheduled method with a stream for a
 * result, so that the run's context is in Reactor's context, and follows the stream to
 * all its threads. A bean for which there can be no proxy stays as it is, and the log
 * says so.
 */
public final class ReactiveScheduledPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

	private static final Logger logger = LoggerFactory.getLogger(ReactiveScheduledPostProcessor.class);

	private static final String SPRING = "org.springframework.";

	/**
	 * Create a post-processor. It comes before the one that takes the streams.
	 */
	public ReactiveScheduledPostProcessor() {
		setProxyTargetClass(true);
		setOrder(LOWEST_PRECEDENCE - 1);
		this.advisor = new DefaultPointcutAdvisor(new ScheduledStreams(), new RunWriter());
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		try {
			return super.postProcessAfterInitialization(bean, beanName);
		}
		catch (AopConfigException ex) {
			logger.warn("The bean '{}' cannot have a proxy, and so its reactive tasks do not carry their context: {}",
					beanName, ex.getMessage());
			return bean;
		}
	}

	@Override
	protected boolean isEligible(Class<?> targetClass) {
		return !targetClass.getName().startsWith(SPRING) && super.isEligible(targetClass) && isProxyable(targetClass);
	}

	// the scheduler refuses a private method of a proxy, and a final one would see no
	// fields
	private static boolean isProxyable(Class<?> type) {
		Set<Method> hidden = MethodIntrospector.selectMethods(type,
				(ReflectionUtils.MethodFilter) (method) -> isHidden(method) && isScheduled(method));
		if (!hidden.isEmpty()) {
			logger.warn("{} has scheduled methods that are private or final, and so its reactive tasks do not carry"
					+ " their context: {}", type.getName(), hidden);
		}
		return hidden.isEmpty();
	}

	private static boolean isHidden(Method method) {
		return (Modifier.isPrivate(method.getModifiers()) || Modifier.isFinal(method.getModifiers()))
				&& !Modifier.isStatic(method.getModifiers());
	}

	private static boolean isScheduled(Method method) {
		return AnnotatedElementUtils.isAnnotated(method, Scheduled.class)
				|| AnnotatedElementUtils.isAnnotated(method, Schedules.class);
	}

	private static final class ScheduledStreams extends StaticMethodMatcherPointcut {

		@Override
		public boolean matches(Method method, Class<?> targetClass) {
			Class<?> type = method.getReturnType();
			return (Mono.class.isAssignableFrom(type) || Flux.class.isAssignableFrom(type)) && isScheduled(method);
		}

	}

	private static final class RunWriter implements MethodInterceptor {

		@Override
		public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
			Object stream = invocation.proceed();
			if (stream instanceof Mono<?> mono) {
				return mono.contextWrite(RunWriter::withRun);
			}
			return (stream instanceof Flux<?> flux) ? flux.contextWrite(RunWriter::withRun) : stream;
		}

		// the stream is made once, and subscribed to in each run
		private static Context withRun(Context context) {
			ScheduledRun run = ScheduledRun.current();
			return (run != null) ? context.put(ContextThreadLocalAccessor.KEY, run.snapshot()) : context;
		}

	}

}

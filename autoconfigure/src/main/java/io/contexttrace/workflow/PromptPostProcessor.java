package io.contexttrace.workflow;

import java.util.function.Supplier;

import io.contexttrace.CurrentContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;

/**
 * Puts a proxy in front of each bean that has {@link UsesPrompt} somewhere. A bean for
 * which there can be no proxy stays as it is, and the log says so.
 */
public final class PromptPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

	private static final Logger logger = LoggerFactory.getLogger(PromptPostProcessor.class);

	private static final String SPRING = "org.springframework.";

	private final transient Supplier<CurrentContext> contexts;

	/**
	 * Create a post-processor.
	 * @param contexts gives who binds the prompts, when the first one is needed
	 */
	public PromptPostProcessor(Supplier<CurrentContext> contexts) {
		this.contexts = contexts;
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		super.setBeanFactory(beanFactory);
		NamedPrompts prompts = new NamedPrompts((text) -> (beanFactory instanceof ConfigurableBeanFactory configurable)
				? configurable.resolveEmbeddedValue(text) : text);
		ComposablePointcut annotated = new ComposablePointcut(new AnnotationMatchingPointcut(UsesPrompt.class, true))
			.union(new AnnotationMatchingPointcut(null, UsesPrompt.class, true));
		this.advisor = new DefaultPointcutAdvisor(annotated, new PromptInterceptor(this.contexts, prompts));
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		try {
			return super.postProcessAfterInitialization(bean, beanName);
		}
		catch (AopConfigException ex) {
			logger.warn("The bean '{}' cannot have a proxy, and so its @UsesPrompt has no effect: {}", beanName,
					ex.getMessage());
			return bean;
		}
	}

	@Override
	public Class<?> determineBeanType(Class<?> beanClass, String beanName) {
		try {
			return super.determineBeanType(beanClass, beanName);
		}
		catch (AopConfigException ex) {
			return beanClass;
		}
	}

	// there are many of Spring's own, and looking through them takes time
	@Override
	protected boolean isEligible(Class<?> targetClass) {
		return !targetClass.getName().startsWith(SPRING) && super.isEligible(targetClass);
	}

}

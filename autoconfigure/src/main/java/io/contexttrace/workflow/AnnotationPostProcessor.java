package io.contexttrace.workflow;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.function.UnaryOperator;

import org.aopalliance.aop.Advice;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.ClassFilter;
import org.springframework.aop.Pointcut;
import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;

/**
 * Puts a proxy in front of each bean that has one of some annotations somewhere. A bean
 * for which there can be no proxy stays as it is, and the log says so.
 */
abstract class AnnotationPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

	private static final Logger logger = LoggerFactory.getLogger(AnnotationPostProcessor.class);

	private static final String SPRING = "org.springframework.";

	private final List<Class<? extends Annotation>> annotations;

	/**
	 * Create a post-processor.
	 * @param annotations what a bean must have one of
	 */
	AnnotationPostProcessor(List<Class<? extends Annotation>> annotations) {
		this.annotations = annotations;
	}

	/**
	 * Create what happens around the methods.
	 * @param placeholders resolves the placeholders of a text
	 * @return the advice
	 */
	abstract Advice advice(UnaryOperator<@Nullable String> placeholders);

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		super.setBeanFactory(beanFactory);
		ClassFilter none = (type) -> false;
		ComposablePointcut annotated = new ComposablePointcut(none);
		for (Class<? extends Annotation> annotation : this.annotations) {
			annotated.union((Pointcut) new AnnotationMatchingPointcut(annotation, true))
				.union((Pointcut) new AnnotationMatchingPointcut(null, annotation, true));
		}
		this.advisor = new DefaultPointcutAdvisor(annotated,
				advice((text) -> (text != null && beanFactory instanceof ConfigurableBeanFactory configurable)
						? configurable.resolveEmbeddedValue(text) : text));
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		try {
			return super.postProcessAfterInitialization(bean, beanName);
		}
		catch (AopConfigException ex) {
			logger.warn("The bean '{}' cannot have a proxy, and so {} no effect: {}", beanName, named(),
					ex.getMessage());
			return bean;
		}
	}

	private String named() {
		List<String> names = this.annotations.stream().map((annotation) -> "@" + annotation.getSimpleName()).toList();
		return "its " + String.join(" or ", names) + " has";
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

package io.contexttrace.autoconfigure;

import io.contexttrace.CurrentContext;
import io.contexttrace.workflow.PromptPostProcessor;
import io.contexttrace.workflow.ReactivePrompts;
import org.aopalliance.intercept.MethodInterceptor;

import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * Auto-configuration that lets beans name their prompt template by annotation.
 */
@AutoConfiguration(after = ContextTraceAutoConfiguration.class)
@ConditionalOnClass({ MethodInterceptor.class, AbstractBeanFactoryAwareAdvisingPostProcessor.class })
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.prompt.enabled", matchIfMissing = true)
@EnableConfigurationProperties(PromptProperties.class)
public final class PromptContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	static PromptPostProcessor promptPostProcessor(ObjectProvider<CurrentContext> contexts, Environment environment) {
		PromptPostProcessor processor = new PromptPostProcessor(SingletonSupplier.of(contexts::getObject));
		processor.setProxyTargetClass(environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true));
		return processor;
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnClass(name = "reactor.core.publisher.Flux")
	ReactivePrompts reactivePrompts(CurrentContext contexts) {
		return new ReactivePrompts(contexts);
	}

}

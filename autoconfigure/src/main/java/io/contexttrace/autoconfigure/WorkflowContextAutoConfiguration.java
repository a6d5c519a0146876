package io.contexttrace.autoconfigure;

import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.workflow.Steps;
import io.contexttrace.workflow.WorkflowPostProcessor;
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
 * Auto-configuration that lets methods of beans have a context and be steps by
 * annotation. The same as plain calls needs none of it.
 */
@AutoConfiguration(after = ContextTraceAutoConfiguration.class)
@ConditionalOnClass({ MethodInterceptor.class, AbstractBeanFactoryAwareAdvisingPostProcessor.class })
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.workflow.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WorkflowProperties.class)
public final class WorkflowContextAutoConfiguration {

	private WorkflowContextAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	static WorkflowPostProcessor workflowPostProcessor(ObjectProvider<CurrentContext> contexts,
			ObjectProvider<NewContexts> newContexts, ObjectProvider<Steps> steps, Environment environment) {
		WorkflowPostProcessor processor = new WorkflowPostProcessor(SingletonSupplier.of(contexts::getObject),
				SingletonSupplier.of(newContexts::getObject), SingletonSupplier.of(steps::getObject));
		processor.setProxyTargetClass(environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true));
		return processor;
	}

}

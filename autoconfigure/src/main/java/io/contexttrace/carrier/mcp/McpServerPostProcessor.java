package io.contexttrace.carrier.mcp;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Lets what a server offers work under the caller's context, where the specifications are
 * beans, as those of Spring AI are.
 *
 * @param contexts opens the context
 */
public record McpServerPostProcessor(ObjectProvider<McpServerContexts> contexts) implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (TracedSpecification.isSpecification(bean)) {
			return this.contexts.getObject().traced(bean);
		}
		if (bean instanceof List<?> list && !list.isEmpty()
				&& list.stream().allMatch(TracedSpecification::isSpecification)) {
			return list.stream().map(this.contexts.getObject()::traced).toList();
		}
		return bean;
	}

}

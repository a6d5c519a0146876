package io.contexttrace.autoconfigure;

import io.contexttrace.carrier.http.ContextClientHttpRequestInterceptor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.client.RestTemplate;

/**
 * Gives each bean that is a {@link RestTemplate} the interceptor, unless it has it.
 *
 * @param interceptor carries the context
 */
record RestTemplatePostProcessor(
		ObjectProvider<ContextClientHttpRequestInterceptor> interceptor) implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof RestTemplate template) {
			intercept(template, this.interceptor.getObject());
		}
		return bean;
	}

	static void intercept(RestTemplate template, ContextClientHttpRequestInterceptor interceptor) {
		if (template.getInterceptors().stream().noneMatch(ContextClientHttpRequestInterceptor.class::isInstance)) {
			template.getInterceptors().add(interceptor);
		}
	}

}

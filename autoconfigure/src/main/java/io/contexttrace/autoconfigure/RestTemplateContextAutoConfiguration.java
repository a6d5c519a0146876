package io.contexttrace.autoconfigure;

import io.contexttrace.carrier.http.ContextClientHttpRequestInterceptor;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.client.RestTemplate;

/**
 * Auto-configuration that carries the context through {@link RestTemplate}: through those
 * of Boot's builder, and through beans that were made without it.
 */
@AutoConfiguration(after = ContextTraceAutoConfiguration.class)
@ConditionalOnClass(RestTemplate.class)
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.rest-template.enabled", matchIfMissing = true)
@EnableConfigurationProperties(RestTemplateProperties.class)
@Import({ ClientHttpRequestInterceptorConfiguration.class, RestTemplatePostProcessor.class })
public final class RestTemplateContextAutoConfiguration {

	/**
	 * What needs Boot's builder.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RestTemplateCustomizer.class)
	static class BuilderConfiguration {

		@Bean
		RestTemplateCustomizer contextRestTemplateCustomizer(ContextClientHttpRequestInterceptor interceptor) {
			return (template) -> RestTemplatePostProcessor.intercept(template, interceptor);
		}

	}

}

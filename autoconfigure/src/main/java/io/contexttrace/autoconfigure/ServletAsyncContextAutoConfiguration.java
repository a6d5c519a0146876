package io.contexttrace.autoconfigure;

import io.contexttrace.carrier.servlet.AsyncCallbackFilter;
import io.contexttrace.carrier.servlet.ContextCallableInterceptor;
import io.contexttrace.carrier.servlet.ContextFilter;
import jakarta.servlet.DispatcherType;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Auto-configuration that takes the context of a request to the threads and callbacks of
 * its asynchronous answer.
 */
@AutoConfiguration(after = ServletContextAutoConfiguration.class)
@ConditionalOnClass({ FilterRegistrationBean.class, ContextFilter.class })
@ConditionalOnBean(value = ContextFilter.class, parameterizedContainer = FilterRegistrationBean.class)
@ConditionalOnBooleanProperty(name = "context-trace.servlet-async.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ServletAsyncProperties.class)
public final class ServletAsyncContextAutoConfiguration {

	private static final int AFTER_OBSERVATION = Ordered.HIGHEST_PRECEDENCE + 3;

	@Bean
	@ConditionalOnMissingBean(value = AsyncCallbackFilter.class, parameterizedContainer = FilterRegistrationBean.class)
	FilterRegistrationBean<AsyncCallbackFilter> asyncCallbackFilter() {
		FilterRegistrationBean<AsyncCallbackFilter> registration = new FilterRegistrationBean<>(
				new AsyncCallbackFilter());
		registration.setOrder(AFTER_OBSERVATION);
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
		return registration;
	}

	/**
	 * What needs Spring MVC.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebMvcConfigurer.class)
	static class MvcConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ContextCallableInterceptor contextCallableInterceptor() {
			return new ContextCallableInterceptor();
		}

		@Bean
		WebMvcConfigurer contextAsyncMvcConfigurer(ContextCallableInterceptor interceptor) {
			return new AsyncMvcConfigurer(interceptor);
		}

	}

	private record AsyncMvcConfigurer(ContextCallableInterceptor interceptor) implements WebMvcConfigurer {

		@Override
		public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
			configurer.registerCallableInterceptors(this.interceptor);
		}

	}

}

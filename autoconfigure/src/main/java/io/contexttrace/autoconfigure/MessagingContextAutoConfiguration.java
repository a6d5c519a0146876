package io.contexttrace.autoconfigure;

import io.contexttrace.NewContexts;
import io.contexttrace.carrier.messaging.ContextChannelInterceptor;
import io.contexttrace.carrier.messaging.MessageContexts;
import io.contexttrace.carrier.messaging.MessageWork;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.CrossingTrace;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.interceptor.GlobalChannelInterceptorWrapper;
import org.springframework.messaging.support.ExecutorChannelInterceptor;
import org.springframework.messaging.support.InterceptableChannel;

/**
 * Auto-configuration that carries the context through message channels.
 */
@AutoConfiguration(after = ContextTraceAutoConfiguration.class)
@ConditionalOnClass(ExecutorChannelInterceptor.class)
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.messaging.enabled", matchIfMissing = true)
@EnableConfigurationProperties(MessagingProperties.class)
public final class MessagingContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MessageWork contextMessageWork(ContextCrossing crossing, CrossingTrace trace, NewContexts newContexts,
			ContextHeaders headers) {
		return new MessageWork(crossing, trace, newContexts, headers);
	}

	@Bean
	@ConditionalOnMissingBean
	ContextChannelInterceptor contextChannelInterceptor(MessageWork works) {
		return new ContextChannelInterceptor(works);
	}

	@Bean
	@ConditionalOnMissingBean
	MessageContexts messageContexts(MessageWork works) {
		return new MessageContexts(works);
	}

	/**
	 * Spring Integration puts global interceptors into all channels, also into those that
	 * are made at run time.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(GlobalChannelInterceptorWrapper.class)
	static class IntegrationConfiguration {

		@Bean
		GlobalChannelInterceptorWrapper contextGlobalChannelInterceptor(ContextChannelInterceptor interceptor) {
			GlobalChannelInterceptorWrapper wrapper = new GlobalChannelInterceptorWrapper(interceptor);
			wrapper.setPatterns(new String[] { "*" });
			// before those that look at the headers, and those that take state along
			wrapper.setOrder(Integer.MIN_VALUE);
			return wrapper;
		}

	}

	/**
	 * Without Spring Integration, channels that are beans get the interceptor.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("org.springframework.integration.channel.interceptor.GlobalChannelInterceptorWrapper")
	static class ChannelConfiguration {

		@Bean
		static BeanPostProcessor contextChannelPostProcessor(ObjectProvider<ContextChannelInterceptor> interceptor) {
			return new ChannelPostProcessor(interceptor);
		}

	}

	private record ChannelPostProcessor(
			ObjectProvider<ContextChannelInterceptor> interceptor) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (bean instanceof InterceptableChannel channel) {
				channel.addInterceptor(0, this.interceptor.getObject());
			}
			return bean;
		}

	}

}

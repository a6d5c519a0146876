package io.contexttrace.autoconfigure;

import io.awspring.cloud.autoconfigure.sqs.SqsAsyncClientCustomizer;
import io.awspring.cloud.sqs.config.SqsListenerConfigurer;
import io.awspring.cloud.sqs.support.converter.AbstractMessagingMessageConverter;
import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.carrier.sqs.BatchContexts;
import io.contexttrace.carrier.sqs.ContextHeaderMapper;
import io.contexttrace.carrier.sqs.ContextListenerConfigurer;
import io.contexttrace.carrier.sqs.ListenerWork;
import io.contexttrace.carrier.sqs.SqsContextInterceptor;
import io.contexttrace.carrier.sqs.SqsContexts;
import io.contexttrace.carrier.sqs.SqsListenerContexts;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.CrossingTrace;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration that carries the context in messages of Amazon SQS.
 */
@AutoConfiguration(after = ContextTraceAutoConfiguration.class)
@ConditionalOnClass(SqsClient.class)
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.sqs.enabled", matchIfMissing = true)
@EnableConfigurationProperties(SqsProperties.class)
public final class SqsContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SqsContextInterceptor sqsContextInterceptor(ContextCrossing crossing, CrossingTrace trace, ContextHeaders headers,
			ContextEvents events) {
		return new SqsContextInterceptor(crossing, trace.spans(), headers.names(), events.listener());
	}

	@Bean
	@ConditionalOnMissingBean
	SqsContexts sqsContexts(ContextCrossing crossing) {
		return new SqsContexts(crossing);
	}

	/**
	 * The clients that Spring Cloud AWS makes.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SqsAsyncClientCustomizer.class)
	static class ClientConfiguration {

		@Bean
		SqsAsyncClientCustomizer contextSqsClientCustomizer(SqsContextInterceptor interceptor) {
			return (builder) -> builder.overrideConfiguration(
					builder.overrideConfiguration().copy((changed) -> changed.addExecutionInterceptor(interceptor)));
		}

	}

	/**
	 * Spring Cloud AWS's listeners and templates.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SqsListenerConfigurer.class)
	static class ListenerConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ListenerWork sqsListenerWork(ContextCrossing crossing, CrossingTrace trace, BatchContexts batches) {
			return new ListenerWork(crossing, trace.spans(), batches);
		}

		@Bean
		@ConditionalOnMissingBean
		BatchContexts sqsBatchContexts(CurrentContext contexts, NewContexts newContexts, ContextHeaders headers) {
			return new BatchContexts(contexts, newContexts, headers.names());
		}

		@Bean
		@ConditionalOnMissingBean
		SqsListenerContexts sqsListenerContexts(ListenerWork works) {
			return new SqsListenerContexts(works);
		}

		@Bean
		@ConditionalOnMissingBean
		ContextListenerConfigurer sqsContextListenerConfigurer(ListenerWork works) {
			return new ContextListenerConfigurer(works);
		}

		@Bean
		static BeanPostProcessor sqsContextConverterPostProcessor(ObjectProvider<SqsContextInterceptor> interceptor) {
			return new ConverterPostProcessor(interceptor);
		}

	}

	private record ConverterPostProcessor(
			ObjectProvider<SqsContextInterceptor> interceptor) implements BeanPostProcessor {

		@Override
		@SuppressWarnings("unchecked")
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (bean instanceof AbstractMessagingMessageConverter<?> converter) {
				ContextHeaderMapper.configure((AbstractMessagingMessageConverter<Message>) converter,
						this.interceptor.getObject());
			}
			return bean;
		}

	}

}

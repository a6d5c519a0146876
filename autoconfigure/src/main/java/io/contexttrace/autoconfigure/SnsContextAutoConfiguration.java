package io.contexttrace.autoconfigure;

import io.awspring.cloud.autoconfigure.sns.SnsClientCustomizer;
import io.contexttrace.carrier.sqs.SnsContextInterceptor;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.CrossingTrace;
import software.amazon.awssdk.services.sns.SnsClient;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration that carries the context in notifications of Amazon SNS.
 */
@AutoConfiguration(after = ContextTraceAutoConfiguration.class)
@ConditionalOnClass(SnsClient.class)
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.sns.enabled", matchIfMissing = true)
@EnableConfigurationProperties(SnsProperties.class)
public final class SnsContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SnsContextInterceptor snsContextInterceptor(ContextCrossing crossing, CrossingTrace trace, ContextEvents events) {
		return new SnsContextInterceptor(crossing, trace.spans(), events.listener());
	}

	/**
	 * The clients that Spring Cloud AWS makes.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SnsClientCustomizer.class)
	static class ClientConfiguration {

		@Bean
		SnsClientCustomizer contextSnsClientCustomizer(SnsContextInterceptor interceptor) {
			return (builder) -> builder.overrideConfiguration(
					builder.overrideConfiguration().copy((changed) -> changed.addExecutionInterceptor(interceptor)));
		}

	}

}

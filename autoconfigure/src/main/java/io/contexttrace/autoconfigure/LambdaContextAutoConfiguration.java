package io.contexttrace.autoconfigure;

import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.FunctionInvocations;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.lambda.LambdaInvocations;
import io.contexttrace.propagation.AwsTraceHeader;
import io.contexttrace.propagation.CrossingTrace;
import software.amazon.awssdk.services.lambda.LambdaClient;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration that carries the context to functions of AWS Lambda, invoked with
 * the AWS SDK or over HTTP.
 */
@AutoConfiguration(after = ContextTraceAutoConfiguration.class)
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.lambda.enabled", matchIfMissing = true)
@EnableConfigurationProperties(LambdaProperties.class)
public final class LambdaContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FunctionInvocations functionInvocations(ContextHeaders headers, LambdaProperties properties, ContextEvents events) {
		return new FunctionInvocations(headers, events.listener(), properties.clientContext(),
				properties.eventEnvelope());
	}

	/**
	 * The AWS SDK's clients.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(LambdaClient.class)
	static class ClientConfiguration {

		// nobody asks for it: the SDK makes its interceptors itself
		@Bean
		@Lazy(false)
		@ConditionalOnMissingBean
		LambdaInvocations lambdaInvocations(OutgoingHeaders headers, FunctionInvocations invocations,
				CrossingTrace trace) {
			return LambdaInvocations.activate(headers, invocations, new AwsTraceHeader(trace.spans())::value);
		}

	}

}

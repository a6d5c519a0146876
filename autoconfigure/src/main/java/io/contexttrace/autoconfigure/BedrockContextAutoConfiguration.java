package io.contexttrace.autoconfigure;

import io.contexttrace.ai.ModelCalls;
import io.contexttrace.ai.bedrock.BedrockContext;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.propagation.CrossingTrace;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration that carries the context through the AWS SDK's clients for Amazon
 * Bedrock.
 */
@AutoConfiguration(after = { SpringAiContextAutoConfiguration.class, TracingContextAutoConfiguration.class })
@ConditionalOnClass(BedrockRuntimeClient.class)
@ConditionalOnBean({ ContextEvents.class, ModelCalls.class })
@ConditionalOnBooleanProperty(name = "context-trace.bedrock.enabled", matchIfMissing = true)
@EnableConfigurationProperties(BedrockProperties.class)
public final class BedrockContextAutoConfiguration {

	// nobody asks for it: the SDK makes its interceptors itself
	@Bean
	@Lazy(false)
	@ConditionalOnMissingBean
	BedrockContext bedrockContext(ModelCalls calls, OutgoingHeaders headers, CrossingTrace trace) {
		return BedrockContext.activate(calls, headers, trace.tracing());
	}

}

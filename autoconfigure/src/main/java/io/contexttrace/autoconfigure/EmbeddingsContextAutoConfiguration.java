package io.contexttrace.autoconfigure;

import io.contexttrace.ai.operation.EmbeddingObservationHandler;
import io.contexttrace.ai.operation.OperationCalls;
import io.contexttrace.llm.LlmCallRecorder;

import org.springframework.ai.embedding.observation.EmbeddingModelObservationContext;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration that records the texts that are embedded.
 */
@AutoConfiguration(after = SpringAiContextAutoConfiguration.class)
@ConditionalOnClass(EmbeddingModelObservationContext.class)
@ConditionalOnBean({ ContextEvents.class, LlmCallRecorder.class })
@ConditionalOnBooleanProperty(name = "context-trace.embeddings.enabled", matchIfMissing = true)
@EnableConfigurationProperties(EmbeddingsProperties.class)
@Import(OperationCallsConfiguration.class)
public final class EmbeddingsContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	EmbeddingObservationHandler contextEmbeddingObservationHandler(OperationCalls calls) {
		return new EmbeddingObservationHandler(calls);
	}

}

package io.contexttrace.autoconfigure;

import io.contexttrace.ai.operation.OperationCalls;
import io.contexttrace.ai.operation.RetrievalObservationHandler;
import io.contexttrace.llm.LlmCallRecorder;

import org.springframework.ai.vectorstore.observation.VectorStoreObservationContext;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration that records the queries to vector stores.
 */
@AutoConfiguration(after = SpringAiContextAutoConfiguration.class)
@ConditionalOnClass(VectorStoreObservationContext.class)
@ConditionalOnBean({ ContextEvents.class, LlmCallRecorder.class })
@ConditionalOnBooleanProperty(name = "context-trace.vector-store.enabled", matchIfMissing = true)
@EnableConfigurationProperties(VectorStoreProperties.class)
@Import(OperationCallsConfiguration.class)
public final class VectorStoreContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RetrievalObservationHandler contextRetrievalObservationHandler(OperationCalls calls) {
		return new RetrievalObservationHandler(calls);
	}

}

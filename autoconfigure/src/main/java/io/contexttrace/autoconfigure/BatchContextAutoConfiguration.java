package io.contexttrace.autoconfigure;

import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.carrier.batch.AttemptField;
import io.contexttrace.carrier.batch.BatchContexts;
import io.contexttrace.carrier.batch.BatchItems;
import io.contexttrace.propagation.ContextCrossing;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for batches that are plain code, and for the items of any batch.
 */
@AutoConfiguration(after = ContextTraceAutoConfiguration.class)
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.batch.enabled", matchIfMissing = true)
@EnableConfigurationProperties(BatchProperties.class)
public final class BatchContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	BatchContexts batchContexts(CurrentContext contexts, NewContexts newContexts, ContextCrossing crossing) {
		return new BatchContexts(contexts, newContexts, crossing);
	}

	@Bean
	@ConditionalOnMissingBean
	BatchItems batchItems(CurrentContext contexts, ContextCrossing crossing) {
		return new BatchItems(contexts, crossing);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty(name = "context-trace.mdc.enabled", matchIfMissing = true)
	AttemptField contextAttemptField(BatchProperties properties) {
		String name = properties.attemptField();
		if (name.isBlank()) {
			throw PropertyChecks.invalid("batch.attempt-field", name,
					"The field needs a name of its own, such as 'contextAttempt'.");
		}
		return new AttemptField(name);
	}

}

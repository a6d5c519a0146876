package io.contexttrace.autoconfigure;

import io.contexttrace.KeyProvider;
import io.contexttrace.llm.redact.Redactor;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration that takes secrets out of what goes on record.
 */
@AutoConfiguration(after = ContextTraceAutoConfiguration.class)
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.redaction.enabled", matchIfMissing = true)
@EnableConfigurationProperties(RedactionProperties.class)
public final class RedactionContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Redactor contextRedactor(RedactionProperties properties, KeyProvider keys) {
		return RedactionChecks.redactor(properties, keys);
	}

}

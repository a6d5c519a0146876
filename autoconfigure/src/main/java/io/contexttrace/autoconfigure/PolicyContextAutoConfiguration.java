package io.contexttrace.autoconfigure;

import java.time.InstantSource;

import io.contexttrace.llm.DebugContexts;
import io.contexttrace.llm.RecordPolicy;
import io.contexttrace.llm.record.EndOfCallPolicy;
import io.contexttrace.llm.record.RecentDebugContexts;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration that chooses the LLM calls whose content is kept.
 */
@AutoConfiguration(after = ContextTraceAutoConfiguration.class)
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.content.keep.enabled", matchIfMissing = true)
@EnableConfigurationProperties(KeepProperties.class)
public final class PolicyContextAutoConfiguration {

	private static final int MAX_DEBUG_CONTEXTS = 10_000;

	@Bean
	@ConditionalOnMissingBean
	DebugContexts debugContexts(KeepProperties properties) {
		return new RecentDebugContexts(MAX_DEBUG_CONTEXTS, KeepChecks.debugDuration(properties),
				InstantSource.system());
	}

	@Bean
	@ConditionalOnMissingBean
	RecordPolicy recordPolicy(KeepProperties properties, DebugContexts debugContexts) {
		return new EndOfCallPolicy(KeepChecks.rules(properties), debugContexts);
	}

}

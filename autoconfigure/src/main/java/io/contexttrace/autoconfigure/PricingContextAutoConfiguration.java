package io.contexttrace.autoconfigure;

import io.contexttrace.llm.Pricing;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration that says what LLM calls cost, if there is a price table.
 */
@AutoConfiguration(after = ContextTraceAutoConfiguration.class)
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.pricing.enabled", matchIfMissing = true)
@Conditional(PricesCondition.class)
@EnableConfigurationProperties(PricingProperties.class)
public final class PricingContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Pricing llmPricing(PricingProperties properties) {
		return PricingChecks.table(properties);
	}

}

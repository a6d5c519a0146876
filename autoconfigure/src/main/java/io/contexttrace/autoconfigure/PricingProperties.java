package io.contexttrace.autoconfigure;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the cost of LLM calls.
 *
 * @param enabled Whether the cost of LLM calls is computed from the price table
 * @param currency Currency of all prices, as in ISO 4217
 * @param version Version of the price table, which records give with each cost
 * @param models Price table: what each model costs
 */
@ConfigurationProperties(PricingProperties.PREFIX)
public record PricingProperties(@DefaultValue("true") boolean enabled, @DefaultValue("USD") String currency,
		@Nullable String version, @DefaultValue List<Model> models) {

	static final String PREFIX = "context-trace.pricing";

	/**
	 * What a model costs.
	 *
	 * @param provider Who runs the model, or * for all
	 * @param model Name of the model, or a pattern with *
	 * @param input Price of a million tokens of input
	 * @param output Price of a million tokens of output
	 * @param cacheRead Price of a million tokens read from the cache
	 * @param cacheWrite Price of a million tokens written to the cache
	 * @param reasoning Price of a million tokens of reasoning
	 * @param request Price of a request, beside that of its tokens
	 * @param cachedTokensIncluded Whether cached tokens are part of the input tokens
	 * @param reasoningTokensIncluded Whether tokens of reasoning are part of the output
	 * tokens
	 */
	public record Model(@DefaultValue("*") String provider, @DefaultValue("") String model, @Nullable BigDecimal input,
			@Nullable BigDecimal output, @Nullable BigDecimal cacheRead, @Nullable BigDecimal cacheWrite,
			@Nullable BigDecimal reasoning, @Nullable BigDecimal request, @Nullable Boolean cachedTokensIncluded,
			@Nullable Boolean reasoningTokensIncluded) {

	}

}

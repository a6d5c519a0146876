package io.contexttrace.llm.price;

import org.jspecify.annotations.Nullable;

/**
 * A row of a price table.
 *
 * @param provider who runs the model, as OpenTelemetry's GenAI conventions name it, or
 * {@code *} for all
 * @param model the model's name, or a pattern with {@code *}
 * @param prices what it costs
 * @param cachedIncluded whether cached tokens are part of the input, or {@code null} to
 * go by the provider
 * @param reasoningIncluded whether tokens of reasoning are part of the output, or
 * {@code null} to go by the provider
 */
public record ModelPrice(String provider, String model, Prices prices, @Nullable Boolean cachedIncluded,
		@Nullable Boolean reasoningIncluded) {

	/**
	 * Create a row that goes by the provider's way to count.
	 * @param provider who runs the model
	 * @param model the model's name
	 * @param prices what it costs
	 */
	public ModelPrice(String provider, String model, Prices prices) {
		this(provider, model, prices, null, null);
	}

	UsageCounting counting(@Nullable String actualProvider) {
		UsageCounting known = UsageCounting.of(actualProvider);
		return new UsageCounting((this.cachedIncluded != null) ? this.cachedIncluded : known.cachedIncluded(),
				(this.reasoningIncluded != null) ? this.reasoningIncluded : known.reasoningIncluded());
	}

}

package io.contexttrace.autoconfigure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.contexttrace.llm.price.ModelPrice;
import io.contexttrace.llm.price.PriceTable;
import io.contexttrace.llm.price.Prices;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Turns the properties of pricing into a price table, or stops the start.
 */
final class PricingChecks {

	private static final String AMOUNT = "A price is 0 or more, in the currency's main unit: that of tokens for a"
			+ " million of them.";

	private PricingChecks() {
	}

	static PriceTable table(PricingProperties pricing) {
		Set<String> taken = new HashSet<>();
		List<ModelPrice> prices = new ArrayList<>();
		for (PricingProperties.Model model : pricing.models()) {
			String row = "models[" + prices.size() + "].";
			checkNames(row, model, taken);
			checkPrices(row, model);
			prices.add(new ModelPrice(
					model.provider(), model.model(), new Prices(model.input(), model.output(), model.cacheRead(),
							model.cacheWrite(), model.reasoning(), model.request()),
					model.cachedTokensIncluded(), model.reasoningTokensIncluded()));
		}
		return new PriceTable(currency(pricing.currency()), pricing.version(), prices);
	}

	private static Currency currency(String code) {
		try {
			return Currency.getInstance(code);
		}
		catch (IllegalArgumentException ex) {
			throw invalid("currency", code, "A currency is a code of ISO 4217 in capitals, such as 'USD' or 'EUR'.");
		}
	}

	private static void checkNames(String row, PricingProperties.Model model, Set<String> taken) {
		if (model.model().isBlank()) {
			throw invalid(row + "model", model.model(),
					"Each price is for a model: its name, or a pattern such as 'gpt-5-mini*'.");
		}
		if (model.provider().isBlank() || (model.provider().contains("*") && model.provider().length() > 1)) {
			throw invalid(row + "provider", model.provider(), "A provider is its name, such as 'openai', or '*'.");
		}
		if (!taken.add((model.provider() + '\n' + model.model()).toLowerCase(Locale.ROOT))) {
			throw invalid(row + "model", model.model(), "This provider's model has a price already. Remove one.");
		}
	}

	private static void checkPrices(String row, PricingProperties.Model model) {
		Map<String, @Nullable BigDecimal> tokens = new LinkedHashMap<>();
		tokens.put("output", model.output());
		tokens.put("cache-read", model.cacheRead());
		tokens.put("cache-write", model.cacheWrite());
		tokens.put("reasoning", model.reasoning());
		tokens.forEach((property, price) -> checkAmount(row + property, price));
		checkAmount(row + "input", model.input());
		checkAmount(row + "request", model.request());
		boolean requestAlone = model.request() != null && tokens.values().stream().allMatch(Objects::isNull);
		if (model.input() == null && !requestAlone) {
			throw invalid(row + "input", null, "The price of input tokens is missing. Only a model that has nothing but"
					+ " a price for each request, in 'request', does without it.");
		}
	}

	private static void checkAmount(String property, @Nullable BigDecimal price) {
		if (price != null && price.signum() < 0) {
			throw invalid(property, price, AMOUNT);
		}
	}

	private static InvalidConfigurationPropertyValueException invalid(String name, @Nullable Object value,
			String reason) {
		return PropertyChecks.invalid("pricing." + name, value, reason);
	}

}

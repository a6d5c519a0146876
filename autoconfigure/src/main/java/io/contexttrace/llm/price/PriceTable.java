package io.contexttrace.llm.price;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;

import io.contexttrace.llm.Cost;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmUsage;
import io.contexttrace.llm.Pricing;
import org.jspecify.annotations.Nullable;

/**
 * Computes the cost of a call from a table of prices. Amounts are exact. A cost that
 * would only be part of the truth, because a price or the usage is missing, is not known.
 * Safe for use by several threads.
 * <p>
 * The row whose model has the exact name comes before one with a pattern, the pattern
 * with more characters before one with fewer, the row of the provider before one for all
 * providers. The model that answered is looked up before the one that was asked for,
 * unless its name is that name and more: then it is a version of it, and the best row for
 * either is taken. A row for all models comes last.
 */
public final class PriceTable implements Pricing {

	private final String currency;

	private final @Nullable String version;

	private final PriceLookup lookup;

	/**
	 * Create a price table.
	 * @param currency the currency of all prices
	 * @param version what the table is called in records
	 * @param prices the rows
	 */
	public PriceTable(Currency currency, @Nullable String version, List<ModelPrice> prices) {
		this.currency = currency.getCurrencyCode();
		this.version = version;
		this.lookup = new PriceLookup(prices);
	}

	@Override
	public @Nullable Cost price(LlmCall call) {
		ModelPrice price = this.lookup.find(call);
		BigDecimal amount = (price != null) ? amount(price, call) : null;
		return (amount != null) ? new Cost(amount, this.currency, this.version) : null;
	}

	private static @Nullable BigDecimal amount(ModelPrice price, LlmCall call) {
		LlmUsage usage = call.response().usage();
		if (price.prices().areForRequestsAlone()) {
			return isServed(call.outcome().status()) ? price.prices().request() : null;
		}
		return price.prices().amount(usage, price.counting(call.request().provider()));
	}

	private static boolean isServed(LlmCallStatus status) {
		return switch (status) {
			case OK, CANCELLED, TRUNCATED -> true;
			case ERROR, TIMEOUT, RATE_LIMITED -> false;
		};
	}

}

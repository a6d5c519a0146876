package io.contexttrace.llm;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * What a call cost.
 *
 * @param amount how much, in the currency's main unit
 * @param currency the currency's code, as in ISO 4217
 * @param priceTable the version of the price table that the amount was computed with
 */
public record Cost(BigDecimal amount, String currency, @Nullable String priceTable) {

}

package io.contexttrace.llm.price;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.Stream;

import io.contexttrace.llm.LlmUsage;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs, in the main unit of the table's currency.
 *
 * @param input for a million tokens of input; without it only the request has a price
 * @param output for a million tokens of output; without it a call with output has no
 * price
 * @param cacheRead for a million tokens read from the cache; without it they cost as much
 * as other input
 * @param cacheWrite for a million tokens written to the cache; without it they cost as
 * much as other input
 * @param reasoning for a million tokens of reasoning; without it they cost as much as
 * other output
 * @param request for each request, whatever its tokens cost
 */
public record Prices(@Nullable BigDecimal input, @Nullable BigDecimal output, @Nullable BigDecimal cacheRead,
		@Nullable BigDecimal cacheWrite, @Nullable BigDecimal reasoning, @Nullable BigDecimal request) {

	private static final int MILLION_DIGITS = 6;

	/**
	 * Create prices.
	 * @param input for a million tokens of input
	 * @param output for a million tokens of output
	 * @param cacheRead for a million tokens read from the cache
	 * @param cacheWrite for a million tokens written to the cache
	 * @param reasoning for a million tokens of reasoning
	 * @param request for each request
	 * @throws IllegalArgumentException if a price is negative, there is neither one for
	 * input nor one for the request, or tokens have a price and the input has none
	 */
	public Prices {
		if (Stream.of(input, output, cacheRead, cacheWrite, reasoning, request)
			.anyMatch((price) -> price != null && price.signum() < 0)) {
			throw new IllegalArgumentException("A price is not negative");
		}
		if (input == null && (request == null
				|| Stream.of(output, cacheRead, cacheWrite, reasoning).anyMatch(Objects::nonNull))) {
			throw new IllegalArgumentException("There is a price for input, or one for the request alone");
		}
	}

	/**
	 * What tokens cost, exactly.
	 * @param usage the tokens of one request
	 * @param counting how the provider counts them
	 * @return the amount, or {@code null} if it is not known
	 */
	@Nullable BigDecimal amount(LlmUsage usage, UsageCounting counting) {
		BigDecimal inputAmount = inputAmount(usage, counting.cachedIncluded());
		BigDecimal outputAmount = outputAmount(usage, counting.reasoningIncluded());
		if (inputAmount == null || outputAmount == null) {
			return null;
		}
		BigDecimal amount = inputAmount.add(outputAmount).movePointLeft(MILLION_DIGITS).add(orElse(this.request));
		BigDecimal shortest = amount.stripTrailingZeros();
		return (shortest.scale() < 0) ? shortest.setScale(0) : shortest;
	}

	boolean areForRequestsAlone() {
		return this.input == null;
	}

	private @Nullable BigDecimal inputAmount(LlmUsage usage, boolean cachedIncluded) {
		if (this.input == null || usage.input() == null) {
			return null;
		}
		long read = tokens(usage.cacheRead());
		long written = tokens(usage.cacheWrite());
		long rest = cachedIncluded ? usage.input() - read - written : usage.input();
		return times(rest, this.input).add(times(read, orElse(this.cacheRead, this.input)))
			.add(times(written, orElse(this.cacheWrite, this.input)));
	}

	private @Nullable BigDecimal outputAmount(LlmUsage usage, boolean reasoningIncluded) {
		long reasoned = tokens(usage.reasoning());
		if (this.output == null) {
			// a model without output, such as one for embeddings
			return (tokens(usage.output()) + reasoned == 0) ? BigDecimal.ZERO : null;
		}
		if (usage.output() == null) {
			return null;
		}
		long rest = reasoningIncluded ? usage.output() - reasoned : usage.output();
		return times(rest, this.output).add(times(reasoned, orElse(this.reasoning, this.output)));
	}

	private static BigDecimal times(long tokens, BigDecimal price) {
		return price.multiply(BigDecimal.valueOf(tokens(tokens)));
	}

	private static long tokens(@Nullable Long count) {
		return (count != null) ? Math.max(count, 0) : 0;
	}

	private static BigDecimal orElse(@Nullable BigDecimal price) {
		return orElse(price, BigDecimal.ZERO);
	}

	private static BigDecimal orElse(@Nullable BigDecimal price, BigDecimal other) {
		return (price != null) ? price : other;
	}

}

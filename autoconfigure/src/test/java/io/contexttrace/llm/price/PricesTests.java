package io.contexttrace.llm.price;

import java.math.BigDecimal;

import io.contexttrace.llm.LlmUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PricesTests {

	private static final UsageCounting INCLUDED = new UsageCounting(true, true);

	private static final UsageCounting ON_TOP = new UsageCounting(false, false);

	private static final Prices ALL = prices("2", "10", "0.5", "2.5", "20");

	@Test
	void amountsAreExact() {
		assertThat(PricedCalls.prices("0.1", "0.3").amount(PricedCalls.usage(1L, 1L), INCLUDED)).hasToString("4E-7")
			.isEqualTo(new BigDecimal("0.0000004"));
		assertThat(PricedCalls.prices("1.234567891", "0").amount(PricedCalls.usage(999_999_999_999L, 0L), INCLUDED))
			.isEqualTo(new BigDecimal("1234567.890998765432109"));
		assertThat(PricedCalls.prices("100", "0").amount(PricedCalls.usage(1_000_000L, 0L), INCLUDED))
			.isEqualTo(new BigDecimal("100"));
	}

	@Test
	void includedTokensArePaidOnce() {
		LlmUsage usage = new LlmUsage(1_000_000L, 1_000_000L, 400_000L, 200_000L, 300_000L);
		// 0.4 * 2 + 0.4 * 0.5 + 0.2 * 2.5 + 0.7 * 10 + 0.3 * 20
		assertThat(ALL.amount(usage, INCLUDED)).isEqualByComparingTo("14.5");
	}

	@Test
	void tokensOnTopAreAdded() {
		LlmUsage usage = new LlmUsage(1_000_000L, 1_000_000L, 400_000L, 200_000L, 300_000L);
		// 2 + 0.4 * 0.5 + 0.2 * 2.5 + 10 + 0.3 * 20
		assertThat(ALL.amount(usage, ON_TOP)).isEqualByComparingTo("18.7");
	}

	@Test
	void withoutAPriceOfTheirOwnSpecialTokensCostAsMuchAsTheOthers() {
		LlmUsage usage = new LlmUsage(1_000_000L, 1_000_000L, 400_000L, 200_000L, 300_000L);
		Prices prices = PricedCalls.prices("2", "10");
		assertThat(prices.amount(usage, INCLUDED)).isEqualByComparingTo("12");
		assertThat(prices.amount(usage, ON_TOP)).isEqualByComparingTo("16.2");
	}

	@Test
	void moreCachedTokensThanInputMakeNoNegativeAmount() {
		assertThat(ALL.amount(new LlmUsage(100L, 0L, 1_000_000L, null, null), INCLUDED)).isEqualByComparingTo("0.5");
	}

	@Test
	void requestIsPaidBesideItsTokens() {
		Prices prices = new Prices(BigDecimal.ONE, BigDecimal.ONE, null, null, null, new BigDecimal("0.005"));
		assertThat(prices.amount(PricedCalls.usage(1000L, 0L), INCLUDED)).isEqualByComparingTo("0.006");
	}

	@Test
	void halfAnAmountIsNone() {
		assertThat(ALL.amount(LlmUsage.UNREPORTED, INCLUDED)).isNull();
		assertThat(ALL.amount(PricedCalls.usage(1L, null), INCLUDED)).isNull();
		assertThat(ALL.amount(PricedCalls.usage(null, 1L), INCLUDED)).isNull();
	}

	@Test
	void outputWithoutAPriceHasNoAmount() {
		Prices embeddings = new Prices(BigDecimal.ONE, null, null, null, null, null);
		assertThat(embeddings.amount(PricedCalls.usage(1_000_000L, null), INCLUDED)).isEqualByComparingTo("1");
		assertThat(embeddings.amount(PricedCalls.usage(1_000_000L, 0L), INCLUDED)).isEqualByComparingTo("1");
		assertThat(embeddings.amount(PricedCalls.usage(1_000_000L, 1L), INCLUDED)).isNull();
	}

	@Test
	void negativeAndMissingPricesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> PricedCalls.prices("-1", "1"));
		assertThatIllegalArgumentException().isThrownBy(() -> PricedCalls.request("-0.1"));
		assertThatIllegalArgumentException().isThrownBy(() -> new Prices(null, null, null, null, null, null));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Prices(null, BigDecimal.ONE, null, null, null, BigDecimal.ONE));
	}

	@ParameterizedTest
	@CsvSource({ "openai,true,true", "deepseek,true,true", "anthropic,false,true", "Anthropic,false,true",
			"aws.bedrock,false,true", "gcp.gen_ai,true,false", "gcp.vertex_ai,true,false", "x_ai,true,false",
			",true,true" })
	void providersCountInTheirWays(@Nullable String provider, boolean cachedIncluded, boolean reasoningIncluded) {
		assertThat(UsageCounting.of(provider)).isEqualTo(new UsageCounting(cachedIncluded, reasoningIncluded));
	}

	private static Prices prices(String input, String output, String cacheRead, String cacheWrite, String reasoning) {
		return new Prices(new BigDecimal(input), new BigDecimal(output), new BigDecimal(cacheRead),
				new BigDecimal(cacheWrite), new BigDecimal(reasoning), null);
	}

}

package io.contexttrace.llm.price;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;

import io.contexttrace.llm.Cost;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class PriceTableTests {

	private static final LlmUsage ONE_MILLION = PricedCalls.usage(1_000_000L, 0L);

	@Test
	void costNamesCurrencyAndVersion() {
		PriceTable table = new PriceTable(Currency.getInstance("EUR"), "2026-11",
				Arrays.asList(new ModelPrice("openai", "gpt", PricedCalls.prices("2", "10"))));
		assertThat(table.price(PricedCalls.call("openai", "gpt", "gpt", PricedCalls.usage(500_000L, 100_000L))))
			.isEqualTo(new Cost(new BigDecimal("2"), "EUR", "2026-11"));
	}

	@Test
	void exactNameComesBeforeAnyPattern() {
		PriceTable table = table(row("*", "gpt-5-min*", "1"), row("*", "gpt-5-mini", "2"), row("*", "*", "3"));
		assertThat(cost(table, "openai", "gpt-5-mini", null)).isEqualByComparingTo("2");
		assertThat(cost(table, "openai", "GPT-5-MINI", null)).isEqualByComparingTo("2");
	}

	@Test
	void longerPatternComesBeforeTheShorter() {
		PriceTable table = table(row("*", "gpt-*", "1"), row("*", "gpt-5-mini*", "2"), row("*", "gpt-5*", "3"));
		assertThat(cost(table, "openai", "gpt-5-mini-2026-08-01", null)).isEqualByComparingTo("2");
		assertThat(cost(table, "openai", "gpt-5-2026-08-01", null)).isEqualByComparingTo("3");
		assertThat(cost(table, "openai", "gpt-4", null)).isEqualByComparingTo("1");
	}

	@Test
	void rowOfTheProviderComesBeforeTheOneForAll() {
		PriceTable table = table(row("*", "gpt", "1"), row("azure.ai.openai", "gpt", "2"), row("openai", "other", "9"));
		assertThat(cost(table, "azure.ai.openai", "gpt", null)).isEqualByComparingTo("2");
		assertThat(cost(table, "Azure.AI.OpenAI", "gpt", null)).isEqualByComparingTo("2");
		assertThat(cost(table, "openai", "gpt", null)).isEqualByComparingTo("1");
		assertThat(cost(table, null, "gpt", null)).isEqualByComparingTo("1");
		assertThat(cost(table, null, "other", null)).isNull();
	}

	@Test
	void modelThatAnsweredComesFirst() {
		PriceTable table = table(row("*", "router", "1"), row("*", "gpt-*", "2"));
		assertThat(cost(table, "openai", "router", "gpt-5")).isEqualByComparingTo("2");
		assertThat(cost(table, "openai", "router", "unheard-of")).isEqualByComparingTo("1");
	}

	@Test
	void rowForAllModelsComesLast() {
		PriceTable table = table(row("*", "*", "1"), row("*", "router", "2"));
		assertThat(cost(table, "openai", "router", "unheard-of")).isEqualByComparingTo("2");
		assertThat(cost(table, "openai", "unheard-of", null)).isEqualByComparingTo("1");
	}

	@Test
	void versionOfAModelHasThePriceOfItsExactName() {
		PriceTable table = table(row("*", "gpt-5*", "1"), row("*", "gpt-5-mini", "2"));
		assertThat(cost(table, "openai", "gpt-5-mini", "gpt-5-mini-2026-08-01")).isEqualByComparingTo("2");
	}

	@Test
	void unknownModelHasNoCost() {
		assertThat(cost(table(row("openai", "gpt", "1")), "anthropic", "gpt", null)).isNull();
		assertThat(cost(table(row("*", "*", "1")), "openai", null, null)).isNull();
		assertThat(cost(table(), "openai", "gpt", null)).isNull();
	}

	@Test
	void unreportedUsageHasNoCost() {
		assertThat(table(row("*", "*", "1")).price(PricedCalls.call("openai", "gpt", null, LlmUsage.UNREPORTED)))
			.isNull();
	}

	@Test
	void countingGoesByTheProviderUnlessTheRowSaysOtherwise() {
		LlmUsage usage = new LlmUsage(1_000_000L, 0L, 1_000_000L, null, null);
		PriceTable byProvider = table(row("*", "*", "1"));
		assertThat(amount(byProvider, PricedCalls.call("openai", "m", null, usage))).isEqualByComparingTo("1");
		assertThat(amount(byProvider, PricedCalls.call("anthropic", "m", null, usage))).isEqualByComparingTo("2");
		PriceTable byRow = table(new ModelPrice("*", "*", PricedCalls.prices("1", "0"), false, null));
		assertThat(amount(byRow, PricedCalls.call("openai", "m", null, usage))).isEqualByComparingTo("2");
	}

	@ParameterizedTest
	@EnumSource(LlmCallStatus.class)
	void priceOfARequestIsPaidIfItWasServed(LlmCallStatus status) {
		PriceTable table = table(new ModelPrice("openai", "painter", PricedCalls.request("0.04")));
		Cost cost = table.price(PricedCalls.call("openai", "painter", null, LlmUsage.UNREPORTED, status));
		switch (status) {
			case OK, CANCELLED, TRUNCATED ->
				assertThat(cost).extracting(Cost::amount).isEqualTo(new BigDecimal("0.04"));
			case ERROR, TIMEOUT, RATE_LIMITED -> assertThat(cost).isNull();
		}
	}

	@Test
	void namesThatAreMadeUpArePricedButNotAllRemembered() {
		PriceLookup lookup = new PriceLookup(List.of(row("*", "gpt-*", "1")));
		assertThat(IntStream.range(0, 5000)
			.mapToObj((i) -> lookup.find(PricedCalls.call("openai", "gpt-" + i, null, ONE_MILLION))))
			.doesNotContainNull();
		assertThat(lookup.find(PricedCalls.call("openai", "other", null, ONE_MILLION))).isNull();
		assertThat(lookup.remembered()).isEqualTo(1000);
	}

	private static @Nullable BigDecimal cost(PriceTable table, @Nullable String provider, @Nullable String request,
			@Nullable String response) {
		return amount(table, PricedCalls.call(provider, request, response, ONE_MILLION));
	}

	private static @Nullable BigDecimal amount(PriceTable table, LlmCall call) {
		Cost cost = table.price(call);
		return (cost != null) ? cost.amount() : null;
	}

	private static ModelPrice row(String provider, String model, String input) {
		return new ModelPrice(provider, model, PricedCalls.prices(input, "0"));
	}

	private static PriceTable table(ModelPrice... rows) {
		return new PriceTable(Currency.getInstance("USD"), null, Arrays.asList(rows));
	}

}

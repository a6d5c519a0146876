package io.contexttrace.metrics;

import java.math.BigDecimal;
import java.util.Map;

import io.contexttrace.llm.Cost;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmUsage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CostMetersTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final LlmCallMeters meters = new LlmCallMeters(this.registry, new MeterLimits(3, 100), true);

	@Test
	void costsAreAddedUpByModelAndCurrency() {
		this.meters.finished(costing("0.1", "USD"));
		this.meters.finished(costing("0.0002", "USD"));
		this.meters.finished(costing("3", "EUR"));
		assertThat(cost("USD")).isCloseTo(0.1002, within(1e-12));
		assertThat(cost("EUR")).isEqualTo(3);
		assertThat(this.registry.find("context_trace.llm.unpriced").counter()).isNull();
	}

	@Test
	void callWithoutAPriceIsCounted() {
		this.meters.finished(LlmCalls.succeeded("gpt", LlmCalls.USAGE));
		assertThat(unpriced("gpt-2026", "no_price")).isOne();
		assertThat(this.registry.find("context_trace.llm.cost").counter()).isNull();
	}

	@Test
	void callWithoutUsageIsCounted() {
		this.meters.finished(LlmCalls.succeeded("gpt", LlmUsage.UNREPORTED));
		this.meters.finished(LlmCalls.failed(LlmCallStatus.CANCELLED, null));
		this.meters.finished(LlmCalls.failed(LlmCallStatus.TRUNCATED, null));
		assertThat(unpriced("gpt-2026", "no_usage")).isOne();
		assertThat(unpriced("gpt", "no_usage")).isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource({ "ERROR", "TIMEOUT", "RATE_LIMITED" })
	void failedCallIsCountedApart(LlmCallStatus status) {
		this.meters.finished(LlmCalls.failed(status, null));
		assertThat(unpriced("gpt", "failed")).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "execute_tool", "retrieval" })
	void whatNoModelDoesHasNoPriceToMiss(String operation) {
		this.meters.finished(LlmCalls.operation(operation, Map.of(), LlmUsage.UNREPORTED));
		assertThat(this.registry.find("context_trace.llm.unpriced").counter()).isNull();
	}

	@Test
	void embeddingsHaveAPriceToMiss() {
		this.meters.finished(LlmCalls.operation("embeddings", Map.of(), new LlmUsage(9L, null, null, null, null)));
		assertThat(unpriced("gpt", "no_price")).isOne();
	}

	@Test
	void withoutPricesNoneIsMissed() {
		new LlmCallMeters(this.registry, 3).finished(LlmCalls.succeeded("gpt", LlmCalls.USAGE));
		assertThat(this.registry.find("context_trace.llm.unpriced").counter()).isNull();
	}

	@Test
	void modelsBeyondTheCapAreOther() {
		for (int i = 0; i < 10; i++) {
			this.meters.finished(LlmCalls.succeeded("model-" + i, LlmCalls.USAGE));
		}
		assertThat(this.registry.get("context_trace.llm.unpriced").counters())
			.extracting((counter) -> counter.getId().getTag("model"))
			.containsExactlyInAnyOrder("model-0-2026", "model-1-2026", "model-2-2026", "other");
	}

	private double cost(String currency) {
		return this.registry.get("context_trace.llm.cost")
			.tags("provider", "openai", "model", "gpt-2026", "currency", currency)
			.counter()
			.count();
	}

	private double unpriced(String model, String reason) {
		return this.registry.get("context_trace.llm.unpriced")
			.tags("provider", "openai", "model", model, "reason", reason)
			.counter()
			.count();
	}

	private static LlmCall costing(String amount, String currency) {
		return LlmCalls.succeeded("gpt", LlmCalls.USAGE).withCost(new Cost(new BigDecimal(amount), currency, "v1"));
	}

}

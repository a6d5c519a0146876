package io.contexttrace.metrics;

import io.contexttrace.llm.Cost;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;

/**
 * Adds up what calls cost, and counts those of which nobody knows it.
 */
final class CostMeters {

	private final boolean priced;

	private final TagValues values;

	private final MeterFamily<CostTags, Counter> cost;

	private final MeterFamily<UnpricedTags, Counter> unpriced;

	/**
	 * Create meters.
	 * @param families makes the meters
	 * @param values caps what comes from outside
	 * @param priced whether there are prices, so that one can be missing
	 */
	CostMeters(LlmMeterFamilies families, TagValues values, boolean priced) {
		this.priced = priced;
		this.values = values;
		this.cost = families.counters(MeterNames.LLM_COST, "What calls to models cost", CostTags::toTags);
		this.unpriced = families.counters(MeterNames.LLM_UNPRICED, "Calls to models whose cost is not known",
				UnpricedTags::toTags);
	}

	void record(LlmTags tags, LlmCall call) {
		Cost known = call.cost();
		if (known != null) {
			String currency = this.values.cap(MeterNames.CURRENCY, known.currency());
			this.cost.get(new CostTags(tags.provider(), tags.model(), currency))
				.increment(known.amount().doubleValue());
		}
		else if (this.priced) {
			this.unpriced.get(new UnpricedTags(tags.provider(), tags.model(), reason(call))).increment();
		}
	}

	private static String reason(LlmCall call) {
		if (call.response().usage().isReported()) {
			return "no_price";
		}
		LlmCallStatus status = call.outcome().status();
		return switch (status) {
			case ERROR, TIMEOUT, RATE_LIMITED -> "failed";
			case OK, CANCELLED, TRUNCATED -> "no_usage";
		};
	}

	private record CostTags(String provider, String model, String currency) {

		Tags toTags() {
			return Tags.of(MeterNames.COST_PROVIDER, this.provider, MeterNames.COST_MODEL, this.model,
					MeterNames.CURRENCY, this.currency);
		}

	}

	private record UnpricedTags(String provider, String model, String reason) {

		Tags toTags() {
			return Tags.of(MeterNames.COST_PROVIDER, this.provider, MeterNames.COST_MODEL, this.model,
					MeterNames.REASON, this.reason);
		}

	}

}

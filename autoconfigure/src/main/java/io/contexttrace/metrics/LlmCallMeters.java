package io.contexttrace.metrics;

import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallListener;
import io.contexttrace.llm.Stage;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Measures every LLM call, whether it succeeded or not and whether it is kept or not:
 * durations in seconds, tokens, and what it cost, under the names in {@link MeterNames}.
 * What is not known is not recorded. Safe for use by several threads.
 * <p>
 * The meters of inference have calls in which a model made something; embeddings, tools
 * and retrievals have meters of their own.
 * <p>
 * The time per output chunk is recorded once for each stream that had two chunks or more,
 * and is the mean of that call: the time from the first chunk to the end, shared among
 * the chunks after the first.
 */
public final class LlmCallMeters implements LlmCallListener {

	private final TagValues tagValues;

	private final TagCombinations<LlmTags> combinations;

	private final InferenceMeters inference;

	private final OperationMeters operations;

	private final StageMeters stages;

	private final CostMeters costs;

	/**
	 * Create a listener that measures.
	 * @param registry where the meters are registered, each when it is first needed
	 * @param limits how many time series there can be
	 * @param priced whether there are prices, so that calls without a cost are counted
	 */
	public LlmCallMeters(MeterRegistry registry, MeterLimits limits, boolean priced) {
		LlmMeterFamilies families = new LlmMeterFamilies(registry);
		this.tagValues = new TagValues(limits.tagValues());
		this.combinations = new TagCombinations<>(limits.combinations(), LlmTags::other);
		this.inference = new InferenceMeters(families);
		this.operations = new OperationMeters(families, this.tagValues);
		this.stages = new StageMeters(families);
		this.costs = new CostMeters(families, this.tagValues, priced);
	}

	/**
	 * Create a listener that measures where there are no prices.
	 * @param registry where the meters are registered, each when it is first needed
	 * @param maxTagValues how many different values each tag can have, at least 1; the
	 * rest is {@value MeterNames#OTHER}
	 */
	public LlmCallMeters(MeterRegistry registry, int maxTagValues) {
		this(registry, MeterLimits.ofTagValues(maxTagValues), false);
	}

	@Override
	public void finished(LlmCall call) {
		LlmTags tags = this.combinations.cap(LlmTags.of(call, this.tagValues));
		switch (call.request().operation()) {
			case "execute_tool" -> this.operations.recordTool(tags, call);
			case "retrieval" -> this.operations.recordOther(tags, call);
			case "embeddings" -> {
				this.operations.recordEmbeddings(tags, call);
				this.costs.record(tags, call);
			}
			default -> recordInference(tags, call);
		}
		this.stages.record(tags, call.timing());
	}

	// what failed before any model was asked is a record, but no inference
	private void recordInference(LlmTags tags, LlmCall call) {
		if (call.outcome().errorStage() != Stage.BEFORE_MODEL) {
			this.inference.record(tags, call);
			this.costs.record(tags, call);
		}
	}

}

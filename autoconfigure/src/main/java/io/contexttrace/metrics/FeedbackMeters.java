package io.contexttrace.metrics;

import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.feedback.FeedbackListener;
import io.contexttrace.llm.feedback.GivenFeedback;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts feedback and measures its scores, by model and prompt, under the names in
 * {@link MeterNames}. A score below zero has a meter of its own, because a distribution
 * summary takes none. Safe for use by several threads.
 */
public final class FeedbackMeters implements FeedbackListener {

	private static final double[] BUCKETS = { 0.2, 0.4, 0.6, 0.8, 1, 2, 3, 4, 5, 10, 100 };

	private final TagValues tagValues;

	private final TagCombinations<Result> combinations;

	private final MeterFamily<Result, Counter> results;

	private final MeterFamily<FeedbackTags, DistributionSummary> scores;

	private final MeterFamily<FeedbackTags, DistributionSummary> negativeScores;

	/**
	 * Create a listener that measures.
	 * @param registry where the meters are registered, each when it is first needed
	 * @param maxTagValues how many different values each tag can have, at least 1; the
	 * rest is {@value MeterNames#OTHER}
	 */
	public FeedbackMeters(MeterRegistry registry, int maxTagValues) {
		this(registry, MeterLimits.ofTagValues(maxTagValues));
	}

	/**
	 * Create a listener that measures.
	 * @param registry where the meters are registered, each when it is first needed
	 * @param limits how many time series there can be
	 */
	public FeedbackMeters(MeterRegistry registry, MeterLimits limits) {
		this.tagValues = new TagValues(limits.tagValues());
		this.combinations = new TagCombinations<>(limits.combinations(), Result::other);
		this.results = new MeterFamily<>((result) -> Counter.builder(MeterNames.EVALUATION_RESULTS)
			.description("Feedback of users and evaluators")
			.tags(result.tags().toTags().and(MeterNames.EVALUATION_LABEL, result.label()))
			.register(registry));
		this.scores = scores(registry, MeterNames.EVALUATION_SCORE, "Scores of users and evaluators");
		this.negativeScores = scores(registry, MeterNames.EVALUATION_NEGATIVE_SCORE,
				"Scores of users and evaluators below zero, without their sign");
	}

	@Override
	public void given(GivenFeedback given) {
		Feedback.Verdict verdict = given.feedback().verdict();
		Result result = this.combinations.cap(new Result(FeedbackTags.of(given, this.tagValues),
				this.tagValues.cap(MeterNames.EVALUATION_LABEL, verdict.label())));
		this.results.get(result).increment();
		Double score = verdict.score();
		if (score != null) {
			((score < 0) ? this.negativeScores : this.scores).get(result.tags()).record(Math.abs(score));
		}
	}

	private static MeterFamily<FeedbackTags, DistributionSummary> scores(MeterRegistry registry, String name,
			String description) {
		return new MeterFamily<>((tags) -> DistributionSummary.builder(name)
			.description(description)
			.serviceLevelObjectives(BUCKETS)
			.tags(tags.toTags())
			.register(registry));
	}

	private record Result(FeedbackTags tags, String label) {

		Result other() {
			return new Result(this.tags.other(), MeterNames.OTHER);
		}

	}

}

package io.contexttrace.metrics;

import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.JudgedCall;
import io.contexttrace.llm.feedback.GivenFeedback;
import io.contexttrace.llm.feedback.JudgedCalls;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FeedbackMetersTests {

	private static final String[] TAGS = { "gen_ai.evaluation.name", "user_rating", "source", "user",
			"gen_ai.request.model", "gpt", "gen_ai.response.model", "gpt-2026", "gen_ai.prompt.name", "order-help",
			"gen_ai.prompt.version", "3", "gen_ai.prompt.variant", "b" };

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final FeedbackMeters meters = new FeedbackMeters(this.registry, 2);

	private final JudgedCall call = JudgedCall.of(JudgedCalls.chat("r-1", null, "c-1"));

	@Test
	void scoresAreMeasuredByModelAndPrompt() {
		give(new Feedback.Verdict(1.0, null, null), this.call);
		give(new Feedback.Verdict(0.5, null, null), this.call);
		DistributionSummary scores = this.registry.get("context_trace.evaluation.score").tags(TAGS).summary();
		assertThat(scores.count()).isEqualTo(2);
		assertThat(scores.totalAmount()).isEqualTo(1.5);
	}

	@Test
	void scoresBelowZeroAreMeasuredOnTheirOwn() {
		give(new Feedback.Verdict(-1.0, null, null), this.call);
		give(new Feedback.Verdict(0.0, null, null), this.call);
		assertThat(this.registry.get("context_trace.evaluation.score.negative").tags(TAGS).summary().totalAmount())
			.isEqualTo(1);
		assertThat(this.registry.get("context_trace.evaluation.score").tags(TAGS).summary().count()).isEqualTo(1);
	}

	@Test
	void resultsAreCountedByLabel() {
		give(new Feedback.Verdict(null, "up", null), this.call);
		give(new Feedback.Verdict(null, "up", "great"), this.call);
		give(new Feedback.Verdict(1.0, null, null), this.call);
		assertThat(results("up")).isEqualTo(2);
		assertThat(results("none")).isEqualTo(1);
		assertThat(this.registry.find("context_trace.evaluation.score").summaries()).hasSize(1);
	}

	@Test
	void unknownCallHasNeitherModelNorPrompt() {
		give(new Feedback.Verdict(1.0, null, null), null);
		assertThat(this.registry.get("context_trace.evaluation.results")
			.tags("gen_ai.request.model", "none", "gen_ai.prompt.name", "none", "gen_ai.prompt.version", "none")
			.counter()
			.count()).isEqualTo(1);
	}

	@Test
	void labelsFromOutsideAreFew() {
		for (String label : new String[] { "a", "b", "c", "d" }) {
			give(new Feedback.Verdict(null, label, null), this.call);
		}
		assertThat(results("other")).isEqualTo(2);
	}

	@Test
	void combinationsFromOutsideAreFew() {
		FeedbackMeters few = new FeedbackMeters(this.registry, new MeterLimits(100, 2));
		for (String label : new String[] { "a", "b", "c", "d" }) {
			Feedback feedback = Feedback.onRequest("r-1", "user_rating").with(new Feedback.Verdict(1.0, label, null));
			few.given(new GivenFeedback(feedback, this.call));
		}
		assertThat(this.registry.get("context_trace.evaluation.results").counters()).hasSize(3);
		assertThat(this.registry.get("context_trace.evaluation.results")
			.tags("gen_ai.evaluation.name", "other", "gen_ai.evaluation.score.label", "other", "gen_ai.request.model",
					"other")
			.counter()
			.count()).isEqualTo(2);
		assertThat(this.registry.get("context_trace.evaluation.score").summaries()).hasSize(2);
	}

	@Test
	void noIdIsATag() {
		give(new Feedback.Verdict(1.0, "up", null), this.call);
		assertThat(this.registry.getMeters().toString()).doesNotContain("r-1", "c-1", "talk-1", "response-of");
	}

	private double results(String label) {
		return this.registry.get("context_trace.evaluation.results")
			.tags(TAGS)
			.tag("gen_ai.evaluation.score.label", label)
			.counter()
			.count();
	}

	private void give(Feedback.Verdict verdict, @Nullable JudgedCall judged) {
		this.meters.given(new GivenFeedback(Feedback.onRequest("r-1", "user_rating").with(verdict), judged));
	}

}

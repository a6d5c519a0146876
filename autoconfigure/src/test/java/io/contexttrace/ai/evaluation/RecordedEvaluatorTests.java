package io.contexttrace.ai.evaluation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.Prompt;
import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.feedback.FeedbackRecorder;
import io.contexttrace.llm.feedback.GivenFeedback;
import io.contexttrace.llm.feedback.JudgedCalls;
import io.contexttrace.llm.feedback.RecentCalls;
import org.junit.jupiter.api.Test;

import org.springframework.ai.evaluation.EvaluationRequest;
import org.springframework.ai.evaluation.EvaluationResponse;
import org.springframework.ai.evaluation.Evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RecordedEvaluatorTests {

	private static final EvaluationRequest REQUEST = new EvaluationRequest("question", "answer");

	private final CurrentContext contexts = new CurrentContext(List.of());

	private final RecentCalls recent = new RecentCalls(10, Duration.ofHours(1), () -> JudgedCalls.AT);

	private final List<GivenFeedback> given = new ArrayList<>();

	private final FeedbackRecorder feedback = new FeedbackRecorder(this.recent, List.of(), this.given::add);

	@Test
	void resultLandsOnTheNamedCall() {
		EvaluationResponse response = new EvaluationResponse(false, 0.25f, "off the subject", Map.of());
		assertThat(recorded((request) -> response).forRequest("r-1").evaluate(REQUEST)).isSameAs(response);
		Feedback recorded = only();
		assertThat(recorded.target()).isEqualTo(new Feedback.Target("r-1", null, null));
		assertThat(recorded.name()).isEqualTo("relevance");
		assertThat(recorded.source()).isEqualTo("evaluator");
		assertThat(recorded.verdict()).isEqualTo(new Feedback.Verdict(0.25, "fail", "off the subject"));
	}

	@Test
	void resultLandsOnTheLatestCallOfTheContextAndNotOnTheEvaluatorsOwn() {
		this.recent.finished(JudgedCalls.chat("r-1", null, "c-1"));
		Evaluator asking = (request) -> {
			this.recent.finished(JudgedCalls.chat("r-2", null, "c-1"));
			return new EvaluationResponse(true, 1, "", Map.of());
		};
		try (CurrentContext.Scope scope = this.contexts.open(BusinessContext.of(new ContextId("c-1"), "session"))) {
			recorded(asking).evaluate(REQUEST);
		}
		assertThat(only().target().requestId()).isEqualTo("r-1");
		assertThat(this.given.get(0).call().ids().requestId()).isEqualTo("r-1");
	}

	@Test
	void resultLandsOnTheContextWhereNoCallIsKnown() {
		try (CurrentContext.Scope scope = this.contexts.open(BusinessContext.of(new ContextId("c-1"), "session"))) {
			recorded((request) -> new EvaluationResponse(true, 1, "", Map.of())).evaluate(REQUEST);
		}
		assertThat(only().target()).isEqualTo(new Feedback.Target(null, null, new ContextId("c-1")));
	}

	@Test
	void resultOutsideAnyContextIsOnlyReturned() {
		assertThat(recorded((request) -> new EvaluationResponse(true, 1, "", Map.of())).evaluate(REQUEST).isPass())
			.isTrue();
		assertThat(this.given).isEmpty();
	}

	@Test
	void passWithoutAScoreCountsAsOne() {
		RecordedEvaluator passing = recorded((request) -> new EvaluationResponse(true, "", Map.of()));
		passing.forRequest("r-1").evaluate(REQUEST);
		assertThat(only().verdict()).isEqualTo(new Feedback.Verdict(1.0, "pass", null));
		this.given.clear();
		recorded((request) -> new EvaluationResponse(false, "", Map.of())).forRequest("r-1").evaluate(REQUEST);
		assertThat(only().verdict()).isEqualTo(new Feedback.Verdict(0.0, "fail", null));
	}

	@Test
	void longReasonsAreCutAndOddScoresLeftOut() {
		recorded((request) -> new EvaluationResponse(true, Float.NaN, "x".repeat(4095) + "\ud83d\ude00", Map.of()))
			.forRequest("r-1")
			.evaluate(REQUEST);
		assertThat(only().verdict()).isEqualTo(new Feedback.Verdict(null, "pass", "x".repeat(4095)));
	}

	@Test
	void evaluatorWorksUnderAPromptOfItsOwn() {
		List<Prompt> seen = new ArrayList<>();
		try (CurrentContext.Scope scope = this.contexts.open(Prompt.of("order-help"))) {
			recorded((request) -> {
				seen.add(CurrentContext.capture().prompt());
				return new EvaluationResponse(true, 1, "", Map.of());
			}).forRequest("r-1").evaluate(REQUEST);
			assertThat(CurrentContext.capture().prompt()).isEqualTo(Prompt.of("order-help"));
		}
		assertThat(seen).containsExactly(Prompt.of("evaluation/relevance"));
	}

	@Test
	void failureOfTheEvaluatorIsTheCallers() {
		RecordedEvaluator failing = recorded((request) -> {
			throw new IllegalStateException("no model");
		}).forRequest("r-1");
		assertThatIllegalStateException().isThrownBy(() -> failing.evaluate(REQUEST)).withMessage("no model");
		assertThat(this.given).isEmpty();
		assertThat(CurrentContext.capture().isEmpty()).isTrue();
	}

	@Test
	void badIdsAndNamesAreRefused() {
		RecordedEvaluator evaluator = recorded((request) -> new EvaluationResponse(true, 1, "", Map.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> evaluator.forRequest("not an id"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RecordedEvaluator(evaluator, "two words", this.feedback, this.contexts));
	}

	private RecordedEvaluator recorded(Evaluator delegate) {
		return new RecordedEvaluator(delegate, "relevance", this.feedback, this.contexts);
	}

	private Feedback only() {
		assertThat(this.given).hasSize(1);
		return this.given.get(0).feedback();
	}

}

package io.contexttrace.ai.evaluation;

import io.contexttrace.BusinessContext;
import io.contexttrace.CurrentContext;
import io.contexttrace.FaultBarrier;
import io.contexttrace.Prompt;
import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.JudgedCall;
import io.contexttrace.llm.feedback.FeedbackRecorder;
import io.contexttrace.llm.feedback.RecentCalls;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.evaluation.EvaluationRequest;
import org.springframework.ai.evaluation.EvaluationResponse;
import org.springframework.ai.evaluation.Evaluator;

/**
 * Records what an evaluator finds as feedback on the call that it judges: its score, the
 * label {@code pass} or {@code fail}, and its reasons. Of an evaluator that gives no
 * score to a pass, a pass counts as 1.
 * <p>
 * The call that is judged is the one that {@link #forRequest} names, or else the latest
 * of the current context. Calls that the evaluator itself makes to a model are made with
 * a prompt of their own, {@code evaluation/} and the name, and are never taken for it.
 * Safe for use by several threads if the evaluator is.
 */
public final class RecordedEvaluator implements Evaluator {

	private static final String PASS = "pass";

	private static final String FAIL = "fail";

	private final Evaluator delegate;

	private final Prompt prompt;

	private final Recording recording;

	private final Feedback.@Nullable Target target;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an evaluator that judges the latest call of the current context.
	 * @param delegate finds out how good an answer is
	 * @param name what is asked of the answer, such as {@code relevance}: 1 to 53
	 * letters, digits and {@code _ . - /}
	 * @param feedback records what is found
	 * @param contexts binds the evaluator's own prompt
	 * @throws IllegalArgumentException if the name is not one
	 */
	public RecordedEvaluator(Evaluator delegate, String name, FeedbackRecorder feedback, CurrentContext contexts) {
		this(delegate, new Recording(name, feedback, contexts), null);
	}

	private RecordedEvaluator(Evaluator delegate, Recording recording, Feedback.@Nullable Target target) {
		this.delegate = delegate;
		this.recording = recording;
		this.target = target;
		this.prompt = Prompt.of(RecentCalls.EVALUATION + recording.name());
	}

	/**
	 * The same evaluator for one call.
	 * @param requestId the call to a model, or the user's call that led to it
	 * @return an evaluator whose results are recorded on that call
	 * @throws IllegalArgumentException if the request id is not one
	 */
	public RecordedEvaluator forRequest(String requestId) {
		return new RecordedEvaluator(this.delegate, this.recording, new Feedback.Target(requestId, null, null));
	}

	@Override
	public EvaluationResponse evaluate(EvaluationRequest request) {
		// before the evaluator itself asks a model
		Feedback.Target judged = judged();
		EvaluationResponse response;
		try (CurrentContext.Scope scope = this.recording.contexts().open(this.prompt)) {
			response = this.delegate.evaluate(request);
		}
		if (judged != null) {
			this.barrier.run(this, () -> this.recording.record(judged, response));
		}
		return response;
	}

	@Override
	public String doGetSupportingData(EvaluationRequest request) {
		return this.delegate.doGetSupportingData(request);
	}

	private Feedback.@Nullable Target judged() {
		BusinessContext context = CurrentContext.get();
		if (this.target != null || context == null) {
			return this.target;
		}
		JudgedCall latest = this.recording.feedback().recentCalls().latestOf(context.id());
		return (latest != null) ? new Feedback.Target(latest.ids().requestId(), null, context.id())
				: new Feedback.Target(null, null, context.id());
	}

	/**
	 * How results are recorded.
	 *
	 * @param name what is asked of an answer
	 * @param feedback records what is found
	 * @param contexts binds the evaluator's own prompt
	 */
	private record Recording(String name, FeedbackRecorder feedback, CurrentContext contexts) {

		void record(Feedback.Target target, EvaluationResponse response) {
			Feedback.Verdict verdict = new Feedback.Verdict(score(response), response.isPass() ? PASS : FAIL,
					comment(response.getFeedback()));
			this.feedback.record(Feedback.of(target, this.name).with(verdict).from(Feedback.EVALUATOR));
		}

		private static @Nullable Double score(EvaluationResponse response) {
			double score = response.getScore();
			if (!Double.isFinite(score)) {
				return null;
			}
			return (score == 0 && response.isPass()) ? Double.valueOf(1) : Double.valueOf(score);
		}

		private static @Nullable String comment(@Nullable String feedback) {
			int limit = Feedback.Verdict.MAX_COMMENT_LENGTH;
			if (feedback == null || feedback.length() <= limit) {
				return feedback;
			}
			boolean pair = Character.isHighSurrogate(feedback.charAt(limit - 1));
			return feedback.substring(0, pair ? limit - 1 : limit);
		}

	}

}

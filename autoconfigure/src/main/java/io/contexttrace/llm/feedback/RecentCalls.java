package io.contexttrace.llm.feedback;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;

import io.contexttrace.ContextId;
import io.contexttrace.Prompt;
import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.JudgedCall;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallListener;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the latest calls to models, so that feedback which comes later can be counted
 * for their model and prompt. It remembers so many calls, for so long. To remember costs
 * next to nothing; to look a call up means to go through what is remembered, which is
 * seldom done. Safe for use by several threads.
 */
public final class RecentCalls implements LlmCallListener {

	/**
	 * How the prompts of evaluators begin, whose own calls nobody judges as those of
	 * their context.
	 */
	public static final String EVALUATION = "evaluation/";

	/**
	 * What is not an answer of a model.
	 */
	private static final Set<String> NOT_ANSWERS = Set.of("execute_tool", "embeddings", "retrieval");

	private final AtomicReferenceArray<@Nullable JudgedCall> calls;

	private final AtomicLong next = new AtomicLong();

	private final Duration age;

	private final InstantSource clock;

	/**
	 * Create a memory.
	 * @param capacity how many calls are remembered, at least 1; each of them holds about
	 * half a kilobyte
	 * @param age how long a call is remembered
	 * @param clock says what time it is
	 */
	public RecentCalls(int capacity, Duration age, InstantSource clock) {
		this.calls = new AtomicReferenceArray<>(capacity);
		this.age = age;
		this.clock = clock;
	}

	@Override
	public void finished(LlmCall call) {
		if (!NOT_ANSWERS.contains(call.request().operation())) {
			int index = Math.floorMod(this.next.getAndIncrement(), this.calls.length());
			this.calls.set(index, JudgedCall.of(call));
		}
	}

	/**
	 * Find the call that feedback is about. Of several calls that a user's call led to,
	 * it is the last one, which gave the answer.
	 * @param target what is judged
	 * @return the call, or the latest call of a context that is judged as a whole;
	 * {@code null} if it is not remembered
	 */
	public @Nullable JudgedCall find(Feedback.Target target) {
		String requestId = target.requestId();
		String responseId = target.responseId();
		ContextId contextId = target.contextId();
		if (requestId != null) {
			return latest((call) -> requestId.equals(call.ids().requestId())
					|| requestId.equals(call.ids().parentRequestId()));
		}
		if (responseId != null) {
			return latest((call) -> responseId.equals(call.model().responseId()));
		}
		return (contextId != null) ? latestOf(contextId) : null;
	}

	/**
	 * Find the latest call of a context, leaving out those of evaluators.
	 * @param contextId the context
	 * @return the call, or {@code null} if none is remembered
	 */
	public @Nullable JudgedCall latestOf(ContextId contextId) {
		return latest((call) -> call.context() != null && call.context().id().equals(contextId)
				&& !isEvaluation(call.prompt()));
	}

	private static boolean isEvaluation(@Nullable Prompt prompt) {
		return prompt != null && prompt.name().startsWith(EVALUATION);
	}

	private @Nullable JudgedCall latest(Predicate<JudgedCall> condition) {
		Instant oldest = this.clock.instant().minus(this.age);
		int capacity = this.calls.length();
		long newest = this.next.get() - 1;
		for (int i = 0; i < capacity; i++) {
			JudgedCall call = this.calls.get(Math.floorMod(newest - i, capacity));
			if (call != null && condition.test(call)) {
				return call.at().isBefore(oldest) ? null : call;
			}
		}
		return null;
	}

}
